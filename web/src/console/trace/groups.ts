// The trees by turns: what belongs to one answer stands together and is measured by one scale.
import { downward, type Node } from './tree';
import { scaleOf, type Scale } from './scale';

export interface Group {
  key: string;
  /** The message that all of it belongs to; null where it belongs to none or to several. */
  message: string | null;
  trace: string;
  roots: Node[];
  scale: Scale;
  size: number;
  errors: number;
}

/** Roots that follow each other and belong to one message, or to one trace where no message is known. */
export function groupsOf(roots: readonly Node[]): Group[] {
  const groups: { message: string | null; trace: string; roots: Node[] }[] = [];
  const known = new Map<string, (typeof groups)[number]>();
  for (const root of roots) {
    const by = root.message ?? `trace ${root.span.trace_id}`;
    const found = known.get(by);
    if (found) {
      found.roots.push(root);
      continue;
    }
    const group = { message: root.message, trace: root.span.trace_id, roots: [root] };
    known.set(by, group);
    groups.push(group);
  }
  return groups.map((group) => measured(group.message ?? `trace ${group.trace}`, group));
}

/** All of it as one: a whole trace. */
export const oneGroup = (roots: readonly Node[]): Group[] =>
  roots.length ? [measured('all', { message: null, trace: roots[0]?.span.trace_id ?? '', roots: [...roots] })] : [];

function measured(key: string, group: { message: string | null; trace: string; roots: Node[] }): Group {
  const all = downward(group.roots);
  return {
    ...group,
    key,
    scale: scaleOf(all),
    size: all.length,
    errors: group.roots.reduce((sum, { errors }) => sum + errors, 0),
  };
}

/**
 * Only what belongs to one of the messages, with what it hangs from. The nodes that are given back are copies: the whole
 * keeps its own.
 */
export function onlyOf(roots: readonly Node[], messages: ReadonlySet<string>): Node[] {
  const order = downward(roots);
  const kept = new Set<Node>();
  for (let at = order.length - 1; at >= 0; at--) {
    const node = order[at];
    if (!node) continue;
    if (node.message != null && messages.has(node.message)) kept.add(node);
    if (kept.has(node) && node.parent) kept.add(node.parent);
  }
  const copies = new Map<Node, Node>();
  const out: Node[] = [];
  for (const node of order) {
    if (!kept.has(node)) continue;
    const parent = node.parent ? (copies.get(node.parent) ?? null) : null;
    const copy: Node = { ...node, parent, children: [], errors: 0, size: 1 };
    copies.set(node, copy);
    (parent?.children ?? out).push(copy);
  }
  const copied = downward(out);
  for (let at = copied.length - 1; at >= 0; at--) {
    const node = copied[at];
    if (!node) continue;
    if (node.span.failed) node.errors++;
    if (!node.parent) continue;
    node.parent.errors += node.errors;
    node.parent.size += node.size;
  }
  return out;
}
