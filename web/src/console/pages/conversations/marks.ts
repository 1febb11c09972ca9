// Where the words of a search stand in a text: whatever their case and accents, at the beginning of words.

/** A text without case and accents, and for each of its places the place in the original. */
function folded(text: string): { plain: string; places: number[] } {
  let plain = '';
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    const bare = character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
    for (let index = 0; index < bare.length; index++) places.push(at);
    plain += bare;
    at += character.length;
  }
  places.push(text.length);
  return { plain, places };
}

/** Scripts without spaces between words: there a word may begin anywhere. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}]/u;
const LETTER = /[\p{L}\p{N}]/u;

export type Piece = { text: string; hit: boolean };

/** The text in pieces, hits marked. */
export function marked(text: string, query: string): Piece[] {
  const { plain, places } = folded(text);
  const hits: [number, number][] = [];
  for (const word of folded(query).plain.split(/[^\p{L}\p{N}\p{So}\p{Sk}+@._-]+/u)) {
    if (!word) continue;
    for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + 1)) {
      const inside =
        at > 0 && LETTER.test(plain[at - 1] ?? '') && LETTER.test(word[0] ?? '') && !UNSPACED.test(word[0] ?? '');
      if (!inside) hits.push([places[at] ?? 0, places[at + word.length] ?? text.length]);
    }
  }
  hits.sort(([a], [b]) => a - b);
  const pieces: Piece[] = [];
  let done = 0;
  for (const [from, to] of hits) {
    if (to <= done) continue;
    if (from > done) pieces.push({ text: text.slice(done, from), hit: false });
    pieces.push({ text: text.slice(Math.max(from, done), to), hit: true });
    done = to;
  }
  if (done < text.length || !pieces.length) pieces.push({ text: text.slice(done), hit: false });
  return pieces;
}

/** The text cut so that its first hit can be seen in a line of about `width` characters. */
export function around(text: string, query: string, width = 60): string {
  const [before, hit] = marked(text, query);
  if (!before || before.hit || !hit || before.text.length < width) return text;
  const from = text.lastIndexOf(' ', before.text.length - width / 3);
  return `…${text.slice(from > 0 ? from + 1 : before.text.length - 20)}`;
}

export const hasHit = (text: string, query: string) => marked(text, query).some(({ hit }) => hit);
