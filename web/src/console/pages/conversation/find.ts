// Finding words in what was said, whatever their case and accents, and marking them where they are drawn.
import type { Message } from './model';

/** Small letters without marks: what is compared. Keeps the length wherever a letter stays one letter. */
export const plainly = (text: string) =>
  text
    .normalize('NFC')
    .replace(/[\u00c0-\u024f\u1e00-\u1eff]/g, (letter) => letter.normalize('NFD')[0] ?? letter)
    .toLowerCase();

/** Everything that can be read of a message. */
const words = ({ content, author, attachments, function_calls, error }: Message) =>
  [
    content,
    author,
    error,
    ...attachments.flatMap(({ name, derived_text }) => [name, derived_text]),
    ...function_calls.flatMap((one) => [
      one.name,
      JSON.stringify(one.arguments),
      JSON.stringify(one.result),
      one.error,
    ]),
  ]
    .filter(Boolean)
    .join('\n');

/** The ids of the messages that have the text, oldest first. */
export function found(messages: readonly Message[], text: string): string[] {
  const wanted = plainly(text.trim());
  if (!wanted) return [];
  return messages.filter((message) => plainly(words(message)).includes(wanted)).map(({ id }) => id);
}

const MOST = 500;

/** Marks the text wherever it is drawn within an element, without touching its nodes. */
export function mark(root: Element | null, text: string) {
  if (typeof Highlight == 'undefined' || !CSS.highlights) return;
  CSS.highlights.delete('found');
  const wanted = plainly(text.trim());
  if (!root || !wanted) return;
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode() && ranges.length < MOST) {
    const node = walker.currentNode as Text;
    const here = plainly(node.data);
    if (here.length != node.data.length) continue;
    for (let at = here.indexOf(wanted); at >= 0; at = here.indexOf(wanted, at + wanted.length)) {
      const range = new Range();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      ranges.push(range);
    }
  }
  CSS.highlights.set('found', new Highlight(...ranges));
}
