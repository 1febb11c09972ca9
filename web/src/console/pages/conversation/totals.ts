// What the answers of each model took and cost, from the messages themselves.
import { sum, type Message } from './model';

export interface Total {
  model: string;
  answers: number;
  input: number;
  cacheRead: number;
  cacheWrite: number;
  output: number;
  reasoning: number;
  /** Null where the price of none is known. */
  cost: number | null;
  /** Answers with tokens whose price is not known. */
  unpriced: number;
}

export function totalsOf(messages: readonly Message[]): Total[] {
  const of = new Map<string, Message[]>();
  for (const message of messages) {
    if (!message.model && !message.usage.total_tokens && message.cost == null) continue;
    const model = message.model ?? 'Model unknown';
    const all = of.get(model);
    if (all) all.push(message);
    else of.set(model, [message]);
  }
  return [...of]
    .map(([model, all]) => {
      const tokens = (name: keyof Message['usage']) => all.reduce((total, { usage }) => total + usage[name], 0);
      return {
        model,
        answers: all.length,
        input: tokens('input_tokens'),
        cacheRead: tokens('cache_read_tokens'),
        cacheWrite: tokens('cache_write_tokens'),
        output: tokens('output_tokens'),
        reasoning: tokens('reasoning_tokens'),
        cost: sum(all.map(({ cost }) => cost)),
        unpriced: all.filter(({ cost, usage }) => cost == null && usage.total_tokens > 0).length,
      };
    })
    .sort((a, b) => (b.cost ?? 0) - (a.cost ?? 0) || a.model.localeCompare(b.model));
}
