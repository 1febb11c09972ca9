// What changed from one version to the next.

export interface Change {
  path: string;
  before: string;
  after: string;
}

const isBag = (value: unknown): value is Record<string, unknown> =>
  typeof value == 'object' && value !== null && !Array.isArray(value);
/** What is empty is nothing: a field that came with a newer server is no change. */
const nothing = (value: unknown) =>
  value == null ||
  value === '' ||
  (Array.isArray(value) && !value.length) ||
  (isBag(value) && !Object.keys(value).length);
const shown = (value: unknown) =>
  nothing(value) ? '' : typeof value == 'string' ? value : JSON.stringify(value, null, 2);

function flat(value: unknown, path: string, into: Map<string, unknown>) {
  if (isBag(value))
    for (const [name, inner] of Object.entries(value)) flat(inner, path ? `${path}.${name}` : name, into);
  else into.set(path, value);
}

/** Each field that differs, as text; lists are one field. */
export function differences(before: unknown, after: unknown): Change[] {
  const [old, now] = [new Map<string, unknown>(), new Map<string, unknown>()];
  flat(before, '', old);
  flat(after, '', now);
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((path) => ({ path, before: shown(old.get(path)), after: shown(now.get(path)) }))
    .filter((change) => change.before != change.after);
}

export interface Line {
  kind: 'same' | 'added' | 'gone';
  text: string;
}

/** Two texts line by line: the longest common sequence stays. */
export function lines(before: string, after: string): Line[] {
  const old = before === '' ? [] : before.split('\n');
  const now = after === '' ? [] : after.split('\n');
  // Beyond this the table would be larger than the help.
  if (old.length * now.length > 1_000_000)
    return [
      ...old.map((text): Line => ({ kind: 'gone', text })),
      ...now.map((text): Line => ({ kind: 'added', text })),
    ];
  const common = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1));
  const at = (row: number, column: number) => common[row]?.[column] ?? 0;
  for (let row = old.length - 1; row >= 0; row--)
    for (let column = now.length - 1; column >= 0; column--)
      (common[row] as Uint32Array)[column] =
        old[row] == now[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
  const made: Line[] = [];
  for (let row = 0, column = 0; row < old.length || column < now.length;) {
    if (row < old.length && column < now.length && old[row] == now[column]) {
      made.push({ kind: 'same', text: old[row++] as string });
      column++;
    } else if (row < old.length && (column >= now.length || at(row + 1, column) >= at(row, column + 1)))
      made.push({ kind: 'gone', text: old[row++] as string });
    else made.push({ kind: 'added', text: now[column++] as string });
  }
  return made;
}
