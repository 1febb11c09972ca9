// What each model took: calls, tokens and cost. Of spans where there are some, else of the messages.
import { useCached } from '../../lib/cache';
import { exactMoney, number } from '../../lib/format';
import { modelsAt, tracesOf, type ModelTotal } from '../../lib/traces';
import { ErrorBox } from '../../parts/error-box';
import { Money } from '../../parts/money';
import { Popover } from '../../parts/popover';
import { Skeleton } from '../../parts/skeleton';
import { Table } from '../../parts/table';
import type { Conversation } from './model';
import { totalsOf, type Total } from './totals';
import type { Transcript } from './transcript';

const totalOf = ({ model, calls, usage, cost }: ModelTotal): Total => ({
  model: model ?? 'Model unknown',
  answers: calls,
  input: usage.input_tokens ?? 0,
  cacheRead: usage.cache_read_tokens ?? 0,
  cacheWrite: usage.cache_write_tokens ?? 0,
  output: usage.output_tokens ?? 0,
  reasoning: usage.reasoning_tokens ?? 0,
  cost: cost ?? null,
  unpriced: 0,
});

interface Models {
  totals: Total[] | undefined;
  /** Whether all that was asked is in them. */
  whole: boolean;
  /** Whether they are of spans: then they are of calls, and not of answers. */
  spans: boolean;
  problem: ReturnType<typeof useCached>['error']['value'];
  retry: () => void;
}

export function useModels(conversation: Conversation, transcript: Transcript): Models {
  const spans = tracesOf(conversation).span_count > 0;
  const read = useCached(spans ? modelsAt(conversation.id) : null);
  return {
    totals: spans ? read.data.value?.data.map(totalOf) : totalsOf(transcript.messages.value),
    whole: spans || transcript.complete.value,
    spans,
    problem: spans ? read.error.value : undefined,
    retry: () => void read.refresh(),
  };
}

/** The cost in the head, with the models behind it. */
export function CostButton({ conversation, transcript }: { conversation: Conversation; transcript: Transcript }) {
  const { total, currency } = conversation.cost;
  if (total == null && !conversation.usage.total_tokens) return null;
  return (
    <Popover
      class="cost-button"
      name={`Cost by model: ${total == null ? 'price unknown' : exactMoney(total, currency)}`}
      label={total == null ? 'Price unknown' : <Money amount={total} currency={currency} />}
    >
      {() => <ByModel conversation={conversation} transcript={transcript} />}
    </Popover>
  );
}

function ByModel({ conversation, transcript }: { conversation: Conversation; transcript: Transcript }) {
  const { totals, whole, spans, problem, retry } = useModels(conversation, transcript);
  const { currency } = conversation.cost;
  if (problem) return <ErrorBox problem={problem} retry={retry} />;
  if (!totals) return <Skeleton lines={3} />;
  if (!totals.length) return <p class="muted">No model was asked.</p>;
  return (
    <div class="by-model">
      <Table
        caption="Cost by model"
        rows={totals}
        id={({ model }) => model}
        columns={[
          { name: 'Model', cell: ({ model }) => <code dir="ltr">{model}</code> },
          { name: spans ? 'Calls' : 'Answers', number: true, cell: ({ answers }) => number(answers) },
          { name: 'Input', number: true, cell: ({ input }) => number(input) },
          { name: 'Cached read', number: true, cell: ({ cacheRead }) => number(cacheRead) },
          { name: 'Cached write', number: true, cell: ({ cacheWrite }) => number(cacheWrite) },
          { name: 'Output', number: true, cell: ({ output }) => number(output) },
          { name: 'Reasoning', number: true, cell: ({ reasoning }) => number(reasoning) },
          {
            name: 'Cost',
            number: true,
            cell: ({ cost }) => <Money amount={cost} currency={currency} />,
          },
        ]}
      />
      {!whole && <p class="muted">Of the messages that are loaded.</p>}
    </div>
  );
}
