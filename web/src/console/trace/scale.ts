// Where bars stand. All of a turn share one scale; whatever the clocks said, no bar is shorter than nothing or beside it.
import type { Node } from './tree';

export interface Scale {
  from: number;
  /** The last moment that is known. */
  to: number;
  /** Whether something has not ended. */
  running: boolean;
}

export interface Bar {
  /** In parts of one of the scale. */
  start: number;
  length: number;
  running: boolean;
}

const HOUR = 3_600_000;
const isRunning = ({ start, end }: Node) => Number.isNaN(end) && !Number.isNaN(start);

export function scaleOf(nodes: readonly Node[]): Scale {
  let from = Infinity;
  let to = -Infinity;
  let running = false;
  for (const node of nodes) {
    const { start, end } = node;
    if (start < from) from = start;
    if (start > to) to = start;
    if (end > to) to = end;
    running ||= isRunning(node);
  }
  return from == Infinity ? { from: 0, to: 0, running: false } : { from, to, running };
}

/**
 * Until when the scale goes: to now while something runs. What nobody ended an hour ago and longer would make everything
 * else a point; its bar goes to the edge, and the edge stays near.
 */
export function endOf({ from, to, running }: Scale, now: number): number {
  if (!running || now <= to) return to;
  const known = to - from;
  return now - to > HOUR && now - to > known * 9 ? to + known / 9 : now;
}

export function barOf(node: Node, scale: Scale, now: number): Bar {
  const edge = endOf(scale, now);
  const whole = Math.max(edge - scale.from, 0.001);
  const running = isRunning(node);
  // A span without any time stands at the beginning.
  const start = within((node.start - scale.from) / whole);
  const end = running ? 1 : within((node.end - scale.from) / whole);
  return { start, length: Math.max(0, end - start), running };
}

const within = (part: number) => (part > 0 ? Math.min(1, part) : 0);

/** How long a span took; for one that runs, until now. Null where it cannot be said. */
export function lengthOf({ start, end, span }: Pick<Node, 'start' | 'end' | 'span'>, now: number): number | null {
  if (span.duration_ms != null) return Math.max(0, span.duration_ms);
  if (Number.isNaN(start)) return null;
  return Math.max(0, (Number.isNaN(end) ? now : end) - start);
}

/** Moments for the head of a scale, in milliseconds from its beginning: round ones, at most so many. */
export function ticksOf(length: number, most: number): number[] {
  if (!(length > 0)) return [0];
  const rough = length / most;
  const ten = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((by) => by * ten).find((step) => step >= rough) ?? rough;
  const ticks: number[] = [];
  for (let at = 0; at * step <= length * 1.0001; at++) ticks.push(at * step);
  return ticks;
}
