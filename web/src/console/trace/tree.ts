// Spans as trees. Each is looked at a fixed number of times, whatever the parents say: some are never sent, some come
// later, and a sender may name a circle of them.
import type { SpanRow } from '../lib/traces';

export interface Node {
  key: string;
  span: SpanRow;
  /** Milliseconds since 1970, with what was said below one; NaN where nobody said it. */
  start: number;
  end: number;
  children: Node[];
  parent: Node | null;
  /** Whether it names a parent that is not here. */
  orphan: boolean;
  /** The message that it belongs to, by its own word or that of its surroundings. */
  message: string | null;
  /** How many below it failed, itself among them. */
  errors: number;
  /** How many it holds, itself among them. */
  size: number;
}

export const keyOf = ({ trace_id, span_id }: Pick<SpanRow, 'trace_id' | 'span_id'>) => `${trace_id}-${span_id}`;

/** A moment in milliseconds; a date of the browser ends at whole ones. */
export function moment(at: string | null): number {
  if (!at) return NaN;
  const whole = Date.parse(at);
  const dot = at.length > 23 ? at.indexOf('.') : -1;
  if (dot < 0) return whole;
  const finer = /^\d+/.exec(at.slice(dot + 4));
  return finer ? whole + Number(`0.${finer[0]}`) : whole;
}

/** Earlier first; what has no time comes behind what has one, in the order of the record. */
const earlier = (a: Node, b: Node) =>
  a.start < b.start ? -1 : a.start > b.start ? 1 : Number(Number.isNaN(a.start)) - Number(Number.isNaN(b.start));

/** The roots, in time order; children are in time order, too. */
export function treesOf(spans: readonly SpanRow[]): Node[] {
  const byKey = new Map<string, Node>();
  for (const span of spans) {
    const key = keyOf(span);
    const start = moment(span.started_at ?? null);
    const end = moment(span.ended_at ?? null);
    const node: Node = {
      key,
      span,
      start: Number.isNaN(start) ? end - Math.max(0, span.duration_ms ?? 0) : start,
      end: Number.isNaN(end) && span.duration_ms != null ? start + span.duration_ms : end,
      children: [],
      parent: null,
      orphan: false,
      message: span.message_id ?? null,
      errors: 0,
      size: 1,
    };
    // What is sent twice is the same span: the later word holds.
    byKey.set(key, node);
  }
  const nodes = [...byKey.values()].sort(earlier);
  for (const node of nodes) {
    const { trace_id, parent_span_id } = node.span;
    if (!parent_span_id) continue;
    const parent = byKey.get(`${trace_id}-${parent_span_id}`);
    if (parent && parent != node) node.parent = parent;
    else node.orphan = true;
  }
  cutCircles(nodes);
  const roots: Node[] = [];
  for (const node of nodes) (node.parent?.children ?? roots).push(node);
  const order = downward(roots);
  spread(order);
  return roots;
}

/** Takes the parent from the earliest of each circle, so that it hangs from somewhere. */
function cutCircles(nodes: readonly Node[]) {
  const seen = new Map<Node, number>();
  nodes.forEach((from, walk) => {
    let node: Node | null = from;
    while (node && !seen.has(node)) {
      seen.set(node, walk);
      node = node.parent;
    }
    if (!node || seen.get(node) != walk) return;
    let first = node;
    for (let other = node.parent; other && other != node; other = other.parent)
      if (earlier(other, first) < 0) first = other;
    first.parent = null;
    first.orphan = true;
  });
}

/** All nodes, each behind its parent. */
export function downward(roots: readonly Node[]): Node[] {
  const order: Node[] = [...roots];
  for (let at = 0; at < order.length; at++) for (const child of order[at]?.children ?? []) order.push(child);
  return order;
}

/** What several say: empty where they do not agree. */
const agreed = (before: string | undefined, now: string) => (before === undefined || before == now ? now : '');

/** Counts upward; messages spread downward, and upward where all that are below, or of the trace, agree. */
function spread(order: readonly Node[]) {
  const below = new Map<Node, string>();
  const traces = new Map<string, string>();
  for (let at = order.length - 1; at >= 0; at--) {
    const node = order[at];
    if (!node) continue;
    if (node.span.failed) node.errors++;
    const said = node.message ?? below.get(node);
    if (node.message) traces.set(node.span.trace_id, agreed(traces.get(node.span.trace_id), node.message));
    const { parent } = node;
    if (!parent) continue;
    parent.errors += node.errors;
    parent.size += node.size;
    if (said !== undefined) below.set(parent, agreed(below.get(parent), said));
  }
  for (const node of order)
    node.message ??= below.get(node) || (node.parent ? node.parent.message : traces.get(node.span.trace_id) || null);
}
