// What it cost, by model; sums are of the parts that are shown, and what is unknown is said to be.
import { useState } from 'preact/hooks';
import { many, number } from '../../lib/format';
import { Button } from '../../parts/button';
import { Money } from '../../parts/money';
import { Empty } from './nothing';
import type { Conversation } from './model';
import { Facts, Section } from './section';
import { useModels } from './models';
import type { Transcript } from './transcript';

export function Costs({ conversation, transcript }: { conversation: Conversation; transcript: Transcript }) {
  const [busy, setBusy] = useState(false);
  const { cost, usage } = conversation;
  const { totals = [], whole, spans } = useModels(conversation, transcript);
  const unknown = (amount: number | null | undefined, words: string) =>
    amount == null ? words : <Money amount={amount} currency={cost.currency} />;
  const isWhatsApp = conversation.type == 'whatsapp';
  const nothing = !totals.length && cost.total == null && !usage.total_tokens;
  return (
    <Section title="Cost">
      {nothing ? (
        <Empty>Nothing here has a price: no model was asked.</Empty>
      ) : (
        <Facts
          of={[
            ['Models', unknown(cost.llm, usage.total_tokens ? 'Price unknown' : 'None was asked')],
            ['Channel', isWhatsApp || cost.channel ? unknown(cost.channel, 'Price unknown') : null],
            ['Total', <b>{unknown(cost.total, 'Price unknown')}</b>],
            ['Tokens', `${number(usage.input_tokens)} in, ${number(usage.output_tokens)} out`],
          ]}
        />
      )}
      {totals.map((total) => (
        <div key={total.model} class="model-cost">
          <p>
            <code dir="ltr">{total.model}</code>
            <b>{unknown(total.cost, 'Price unknown')}</b>
          </p>
          <p class="muted">
            {many(total.answers, spans ? 'call' : 'answer')} · {number(total.input)} in
            {total.cacheRead > 0 && ` (${number(total.cacheRead)} from cache)`}
            {total.cacheWrite > 0 && ` (${number(total.cacheWrite)} to cache)`} · {number(total.output)} out
            {total.reasoning > 0 && ` (${number(total.reasoning)} reasoning)`}
            {total.unpriced > 0 && total.cost != null && ` · price of ${number(total.unpriced)} unknown`}
          </p>
        </div>
      ))}
      {!whole && transcript.ready.value && (
        <p class="muted">
          By model for the messages that are loaded.{' '}
          <Button
            small
            busy={busy}
            onClick={() => {
              setBusy(true);
              void transcript
                .all()
                .catch(() => {})
                .finally(() => setBusy(false));
            }}
          >
            Add up all
          </Button>
        </p>
      )}
    </Section>
  );
}
