// The rows that are seen: what is open, from top to bottom.
import type { Group } from './groups';
import { downward, type Node } from './tree';

export type Line =
  | { key: string; kind: 'group'; group: Group; level: number; open: boolean; of: number; at: number }
  | { key: string; kind: 'errors'; count: number; level: number; open: boolean; of: number; at: number }
  | {
      key: string;
      kind: 'span';
      node: Node;
      group: Group;
      level: number;
      /** Null where there is nothing to open. */
      open: boolean | null;
      /** How many stand beside it, and which it is of them. */
      of: number;
      at: number;
      /** In the list of failures, and not in its tree. */
      listed: boolean;
    };

interface Options {
  /** What somebody closed: keys of spans and groups. */
  closed: ReadonlySet<string>;
  /** Whether groups have rows of their own. */
  heads: boolean;
  errorsFirst: boolean;
}

export const ERRORS = 'errors';
export const listedKey = (key: string) => `listed ${key}`;

export function linesOf(groups: readonly Group[], { closed, heads, errorsFirst }: Options): Line[] {
  const lines: Line[] = [];
  const failed = errorsFirst ? failuresOf(groups) : [];
  const tops = heads ? groups.length : groups.reduce((sum, { roots }) => sum + roots.length, 0);
  const of = tops + (failed.length ? 1 : 0);
  let at = 0;
  if (failed.length) {
    const open = !closed.has(ERRORS);
    lines.push({ key: ERRORS, kind: 'errors', count: failed.length, level: 1, open, of, at: ++at });
    if (open)
      failed.forEach(({ node, group }, index) =>
        lines.push({
          key: listedKey(node.key),
          kind: 'span',
          node,
          group,
          level: 2,
          open: null,
          of: failed.length,
          at: index + 1,
          listed: true,
        }),
      );
  }
  for (const group of groups) {
    if (heads) {
      const open = !closed.has(group.key);
      lines.push({ key: group.key, kind: 'group', group, level: 1, open, of, at: ++at });
      if (!open) continue;
    }
    // By a stack of our own: a tree may be deeper than the browser's.
    const stack: { nodes: readonly Node[]; next: number }[] = [{ nodes: group.roots, next: 0 }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const node = top.nodes[top.next++];
      if (!node) {
        stack.pop();
        continue;
      }
      const root = stack.length == 1 && !heads;
      const open = node.children.length ? !closed.has(node.key) : null;
      lines.push({
        key: node.key,
        kind: 'span',
        node,
        group,
        level: stack.length + (heads ? 1 : 0),
        open,
        of: root ? of : top.nodes.length,
        at: root ? ++at : top.next,
        listed: false,
      });
      if (open) stack.push({ nodes: node.children, next: 0 });
    }
  }
  return lines;
}

/** Those that failed, earliest first. */
export const failuresOf = (groups: readonly Group[]): { node: Node; group: Group }[] =>
  groups
    .filter(({ errors }) => errors)
    .flatMap((group) =>
      downward(group.roots)
        .filter(({ span }) => span.failed)
        .map((node) => ({ node, group })),
    )
    .sort((a, b) => (a.node.start || Infinity) - (b.node.start || Infinity) || 0);

/** Where an arrow leads from a row: the place of another, or what to open or close. */
export function step(
  lines: readonly Line[],
  at: number,
  key: string,
): { to: number } | { open: string } | { close: string } | null {
  const line = lines[at];
  const last = lines.length - 1;
  if (!line) return lines.length ? { to: 0 } : null;
  if (key == 'ArrowDown') return { to: Math.min(last, at + 1) };
  if (key == 'ArrowUp') return { to: Math.max(0, at - 1) };
  if (key == 'Home') return { to: 0 };
  if (key == 'End') return { to: last };
  if (key == 'ArrowRight') {
    if (line.open == null) return null;
    return line.open ? { to: Math.min(last, at + 1) } : { open: line.key };
  }
  if (key != 'ArrowLeft') return null;
  if (line.open) return { close: line.key };
  for (let up = at - 1; up >= 0; up--) if ((lines[up]?.level ?? 0) < line.level) return { to: up };
  return null;
}
