// Text as it is said aloud: without the signs of markdown, code and addresses, and in sentences.

/** What a voice says of a text in markdown. */
export function spoken(text: string): string {
  return text
    .replace(/^ {0,3}(```|~~~)[\s\S]*?(\n {0,3}\1[^\n]*$|$(?![\s\S]))/gm, '\n')
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<?https?:\/\/([^\s/>)]+)[^\s>)]*>?/g, '$1')
    .replace(/^ {0,3}\|?[ :|-]*-{3,}[ :|-]*$/gm, '')
    .replace(/^ {0,3}(#{1,6}|>|[-*+]) +(\[[ xX]\] )?/gm, '')
    .replace(/[ \t]*\|[ \t]*/g, ', ')
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/(\*\*|__|~~|`+)/g, '')
    .replace(/(^|\s)[*_](?=\S)|(\S)[*_](?=\s|$|[.,;:!?])/g, '$1$2')
    .replace(/(^|\n)[, ]+|[, ]+(?=\n|$)/g, '$1')
    .replace(/[ \t]+/g, ' ')
    .replace(/\n{2,}/g, '\n')
    .trim();
}

/** How much of a text that is still growing is said already: to the end of its last sentence, and not into code. */
export function ready(text: string): number {
  const ends = [...text.matchAll(/[.!?…。！？؟]["'”»)\]]*\s|\n/g)];
  const last = ends.at(-1);
  let end = last ? last.index + last[0].length : 0;
  const fences = [...text.slice(0, end).matchAll(/^ {0,3}(```|~~~)/gm)];
  if (fences.length % 2) end = fences.at(-1)?.index ?? 0;
  return end;
}

/** Sentences, each short enough for a voice that stops after a quarter of a minute. */
export function sentences(text: string): string[] {
  const found = text.match(/[^\n]*?[.!?…。！？؟]+["'”»)\]]*(?=\s|$)|[^\n]+/g) ?? [];
  return found
    .flatMap((sentence) => sentence.match(/.{1,200}(?=[\s,;:]|$)|.{1,200}/g) ?? [])
    .filter((part) => part.trim());
}

const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Whether what was heard is what was being said: most of its words are. */
export function isEcho(heard: string, said: string): boolean {
  const known = new Set(words(said));
  const all = words(heard);
  return all.filter((word) => known.has(word)).length >= all.length * 0.6;
}
