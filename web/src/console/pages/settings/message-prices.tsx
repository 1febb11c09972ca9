import { useState } from 'preact/hooks';
import { at } from '../../lib/address';
import { api } from '../../lib/api';
import { invalidate, useCached } from '../../lib/cache';
import { made } from '../../lib/form';
import { typeName } from '../../parts/badge';
import { Button } from '../../parts/button';
import { Field } from '../../parts/field';
import { Faults } from '../../parts/form';
import { Load } from '../../parts/load';
import { Table } from '../../parts/table';
import { attempt } from './attempt';
import { today } from './prices';

const PRICES = at('/api/v1/prices/messages');

/** What a customer's message costs on top, by type of conversation. */
export function MessagePrices({ off }: { off: string | undefined }) {
  const prices = useCached(PRICES);
  const [form] = useState(() => made({ type: 'widget', from: today(), price: '' }));
  const { draft } = form;
  const save = (event: Event) => {
    event.preventDefault();
    void form.send(async () => {
      const { type, from, price } = draft.peek();
      await api.PUT('/api/v1/prices/messages/{type}/{from}', {
        params: { path: { type, from } },
        body: { price: price.trim() },
      });
      form.saved({ type, from, price: '' });
      invalidate(PRICES);
    }, 'The price holds from that day on.');
  };
  return (
    <section class="card">
      <h2>Price of a customer’s message</h2>
      <p class="muted">On top of what models and channels cost. It counts messages, not reactions and edits.</p>
      <form class="stack" onSubmit={save}>
        <Faults problem={form.problem.value} />
        <div class="inline-form">
          <Field label="Type" error={form.of('type')}>
            <select
              disabled={!!off}
              value={draft.value.type}
              onChange={(event) => form.set({ type: event.currentTarget.value })}
            >
              {['whatsapp', 'widget', 'api', 'test'].map((type) => (
                <option key={type} value={type}>
                  {typeName(type)}
                </option>
              ))}
            </select>
          </Field>
          <Field label="From (UTC)" error={form.of('from')}>
            <input
              type="date"
              required
              readOnly={!!off}
              value={draft.value.from}
              onInput={(event) => form.set({ from: event.currentTarget.value })}
            />
          </Field>
          <Field label="Price" error={form.of('price')}>
            <input
              inputMode="decimal"
              required
              readOnly={!!off}
              value={draft.value.price}
              onInput={(event) => form.set({ price: event.currentTarget.value })}
            />
          </Field>
          <Button type="submit" busy={form.busy.value} off={off}>
            Set
          </Button>
        </div>
      </form>
      <Load entry={prices}>
        {({ data }) =>
          data.length > 0 && (
            <Table
              caption="Prices of messages"
              rows={data}
              id={({ type, from }) => `${type} ${from}`}
              columns={[
                { name: 'Type', cell: ({ type }) => typeName(type) },
                { name: 'From', cell: ({ from }) => from },
                { name: 'Price', number: true, cell: ({ price }) => price },
                {
                  name: 'Remove',
                  cell: ({ type, from }) => (
                    <Button
                      small
                      tone="quiet"
                      off={off}
                      onClick={() =>
                        void attempt(
                          () =>
                            api.DELETE('/api/v1/prices/messages/{type}/{from}', { params: { path: { type, from } } }),
                          'Removed.',
                        ).then(() => invalidate(PRICES))
                      }
                    >
                      Remove
                    </Button>
                  ),
                },
              ]}
            />
          )
        }
      </Load>
    </section>
  );
}
