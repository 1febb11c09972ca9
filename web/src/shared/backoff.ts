// How long to wait before the next try: twice as long each time, from 0.5 to 30 seconds, never all visitors at once.

/** Milliseconds before try number `attempt` (0 is the first repeat), at the bottom 0.5 s; `random` is in 0..1. */
export function backoff(attempt: number, random: number): number {
  const most = Math.min(30_000, 1000 * 2 ** attempt);
  return Math.max(500, most * (0.5 + random / 2));
}
