// The agents that can be offered to somebody who looks for one.
import type { Conversation } from './rows';

/** Those that rows name, the most frequent first. */
export function agentsOf(rows: readonly (Pick<Conversation, 'agents'> | undefined)[]): string[] {
  const times = new Map<string, number>();
  for (const agent of rows.flatMap((row) => row?.agents ?? [])) times.set(agent, (times.get(agent) ?? 0) + 1);
  return [...times].sort(([a, first], [b, second]) => second - first || a.localeCompare(b)).map(([agent]) => agent);
}
