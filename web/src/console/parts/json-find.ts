// Looking for words in data: which parts have them, in their names or values.

export type Path = string;
const LONGEST = 200_000;

/** A text that holds data, as senders of attributes write it; undefined where it is none. */
export function inner(text: string): unknown {
  const first = text.trimStart()[0];
  if ((first != '{' && first != '[') || text.length > LONGEST) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value == 'object' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What stands below a value: nothing below plain ones. */
export function entriesOf(value: unknown): [string, unknown][] {
  const held = typeof value == 'string' ? inner(value) : value;
  return held !== null && typeof held == 'object' ? Object.entries(held) : [];
}

export const plainText = (value: unknown): string =>
  typeof value == 'string' ? value : (JSON.stringify(value) ?? 'nothing');

/** The paths of all parts that have the words, with those that lead to them; null where nothing is looked for. */
export function hits(value: unknown, words: string): { paths: Set<Path>; count: number } | null {
  const wanted = words.trim().toLowerCase();
  if (!wanted) return null;
  const paths = new Set<Path>();
  let count = 0;
  const look = (name: string, part: unknown, path: Path, depth: number): boolean => {
    const below = depth < 60 ? entriesOf(part) : [];
    let has = name.toLowerCase().includes(wanted);
    if (!below.length && plainText(part).toLowerCase().includes(wanted)) has = true;
    if (has) count++;
    for (const [key, child] of below) if (look(key, child, `${path}/${key}`, depth + 1)) has = true;
    if (has) paths.add(path);
    return has;
  };
  for (const [key, child] of entriesOf(value)) look(key, child, `/${key}`, 1);
  return { paths, count };
}
