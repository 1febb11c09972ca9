// Kinds of spans: a colour, and always the word.
import type { SpanRow } from '../lib/traces';

const NAMES: Record<string, string> = {
  llm: 'LLM',
  tool: 'Tool',
  agent: 'Agent',
  chain: 'Chain',
  retrieval: 'Retrieval',
  embedding: 'Embedding',
  guardrail: 'Guardrail',
  evaluation: 'Evaluation',
  other: 'Other',
};

export const kindName = (kind: string) => NAMES[kind] ?? kind;
/** The class that has its colour; a kind that nobody here knows is as any other. */
export const kindClass = ({ kind, failed }: Pick<SpanRow, 'kind' | 'failed'>) =>
  `kind-${kind in NAMES ? kind : 'other'}${failed ? ' failed' : ''}`;
