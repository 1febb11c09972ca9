// How much of a long text is shown before somebody asks for the rest.

/** A message is folded from here on. */
export const FOLD_CHARACTERS = 1500;
export const FOLD_LINES = 20;
/** What "Show more" shows of a very long one. */
export const PIECE = 8000;
/** Longer texts are drawn as they are written: their layout would hold up the page. */
export const PLAIN = 100_000;

export type Step = 'folded' | 'piece' | 'whole';

/** Whether the text is longer than what is shown at first. */
export function isLong(text: string): boolean {
  if (text.length > FOLD_CHARACTERS) return true;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) if (++lines > FOLD_LINES) return true;
  return false;
}

/** The beginning of a text, up to a number of characters, without half a character at its end. */
function cut(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? length - 1 : length);
}

/** What is shown of a text at a step, and the step after it, if there is more. */
export function shown(text: string, step: Step): { text: string; next: Step | null } {
  if (step == 'whole' || !isLong(text)) return { text, next: null };
  if (step == 'piece') return text.length > PIECE ? { text: cut(text, PIECE), next: 'whole' } : { text, next: null };
  const lines = text.split('\n', FOLD_LINES + 1);
  const upTo = lines.length > FOLD_LINES ? lines.slice(0, FOLD_LINES).join('\n').length : text.length;
  return { text: cut(text, Math.min(upTo, FOLD_CHARACTERS)), next: text.length > PIECE ? 'piece' : 'whole' };
}
