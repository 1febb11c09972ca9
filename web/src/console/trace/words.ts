// What is said of a span in a line.
import { compact, money } from '../lib/format';
import { duration } from '../lib/time';
import type { SpanRow } from '../lib/traces';
import { lengthOf } from './scale';
import type { Node } from './tree';

/** "1.2 s", "running, 3 s", "failed in 40 ms". */
export function timeOf(node: Node, now: number): string {
  const length = lengthOf(node, now);
  const time = length == null ? '' : fine(length);
  if (node.span.failed) return time ? `failed in ${time}` : 'failed';
  if (Number.isNaN(node.end) && !Number.isNaN(node.start)) return `running, ${time}`;
  return time || 'no time';
}

/** Below ten milliseconds a part of one counts. */
export const fine = (ms: number) => (ms > 0 && ms < 10 ? `${Number(ms.toPrecision(2))} ms` : duration(ms));

/** "912 in, 88 out": what is known of it. */
export const tokensOf = ({ usage }: Pick<SpanRow, 'usage'>): string =>
  [
    usage?.input_tokens != null && `${compact(usage.input_tokens)} in`,
    usage?.output_tokens != null && `${compact(usage.output_tokens)} out`,
  ]
    .filter(Boolean)
    .join(', ');

/** Model, tokens, cost and first token: as many as are known; the model only where the name has it not. */
export function factsOf(span: SpanRow, currency: string): string[] {
  return [
    span.model && !span.name.includes(span.model) ? span.model : '',
    tokensOf(span),
    span.cost == null ? '' : money(span.cost, currency),
    span.first_token_ms == null ? '' : `first token ${fine(span.first_token_ms)}`,
  ].filter(Boolean);
}

/** The same question, cheaply: asked of each row before any is drawn. */
export const hasFacts = ({ name, model, usage, cost, first_token_ms }: SpanRow): boolean =>
  (!!model && !name.includes(model)) ||
  cost != null ||
  first_token_ms != null ||
  usage?.input_tokens != null ||
  usage?.output_tokens != null;
