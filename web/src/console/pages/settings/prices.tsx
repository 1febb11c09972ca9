import { useState } from 'preact/hooks';
import { at } from '../../lib/address';
import { api, type Schemas } from '../../lib/api';
import { invalidate, useCached } from '../../lib/cache';
import { made } from '../../lib/form';
import { number } from '../../lib/format';
import { whyNot } from '../../lib/session';
import { serverNow } from '../../lib/time';
import { Button } from '../../parts/button';
import { Chip } from '../../parts/chip';
import { Field } from '../../parts/field';
import { Faults } from '../../parts/form';
import { Load } from '../../parts/load';
import { Table, type Column } from '../../parts/table';
import { attempt } from './attempt';
import { MessagePrices } from './message-prices';
import { Reprice } from './reprice';

const MODELS = at('/api/v1/prices/models');
type Row = Schemas['ModelPrice'];
export const today = () => new Date(serverNow()).toISOString().slice(0, 10);

const PARTS = [
  ['input', 'Input'],
  ['output', 'Output'],
  ['cache_read', 'Cached'],
  ['cache_write', 'Cache writing'],
  ['reasoning', 'Reasoning'],
] as const;

export function Prices() {
  const prices = useCached(MODELS);
  const [query, setQuery] = useState('');
  const off = whyNot('manage');
  const remove = async ({ model, from }: Row) => {
    if (!from) return;
    const params = { path: { model, from } };
    if (await attempt(() => api.DELETE('/api/v1/prices/models/{model}/{from}', { params }), 'Removed.'))
      invalidate(MODELS);
  };
  return (
    <>
      <NewPrice off={off} />
      <section class="card">
        <div class="card-head">
          <h2>Prices of models</h2>
          <input
            type="search"
            class="narrow"
            aria-label="Find a model"
            placeholder="Find a model"
            value={query}
            onInput={(event) => setQuery(event.currentTarget.value)}
          />
        </div>
        <Load entry={prices}>
          {({ data, currency }) => {
            const wanted = query.trim().toLowerCase();
            const most = wanted ? 60 : 12;
            const found = data
              .filter(({ model }) => model.toLowerCase().includes(wanted))
              .sort((a, b) => Number(b.source == 'own') - Number(a.source == 'own'));
            const columns: Column<Row>[] = [
              {
                name: 'Model',
                cell: ({ model, above_tokens }) => (
                  <>
                    {model}
                    {above_tokens != null && <div class="muted">above {number(above_tokens)} tokens</div>}
                  </>
                ),
              },
              {
                name: 'Source',
                cell: ({ source }) =>
                  source == 'own' ? <Chip tone="success">own</Chip> : <Chip tone="sunken">{source}</Chip>,
              },
              { name: 'From', cell: ({ from }) => from ?? '—' },
              ...PARTS.map(([name, label]): Column<Row> => ({
                name: label,
                number: true,
                cell: ({ price }) => price[name] ?? <span class="muted">—</span>,
              })),
              {
                name: 'Remove',
                cell: (row) =>
                  row.source == 'own' && (
                    <Button small tone="quiet" off={off} onClick={() => void remove(row)}>
                      Remove
                    </Button>
                  ),
              },
            ];
            return (
              <>
                <p class="muted">
                  For a million tokens, in {currency}. Your own come before the shipped ones
                  {currency == 'USD' ? '' : ', which are in US dollars and hold in no other currency'}.
                </p>
                <Table
                  caption="Prices of models"
                  rows={found.slice(0, most)}
                  id={(row) => `${row.model} ${row.source} ${row.from} ${row.above_tokens}`}
                  columns={columns}
                />
                {found.length > most && (
                  <p class="muted">
                    {most} of {number(found.length)}; search for the others.
                  </p>
                )}
              </>
            );
          }}
        </Load>
      </section>
      <MessagePrices off={off} />
      <Reprice off={off} />
    </>
  );
}

function NewPrice({ off }: { off: string | undefined }) {
  const empty = { model: '', from: today(), input: '', output: '', cache_read: '', cache_write: '', reasoning: '' };
  const [form] = useState(() => made(empty));
  const { draft } = form;
  const save = (event: Event) => {
    event.preventDefault();
    void form.send(async () => {
      const { model, from, ...parts } = draft.peek();
      const body = Object.fromEntries(Object.entries(parts).filter(([, value]) => value.trim())) as Schemas['NewPrice'];
      await api.PUT('/api/v1/prices/models/{model}/{from}', { params: { path: { model: model.trim(), from } }, body });
      form.saved(empty);
      invalidate(MODELS);
    }, 'The price holds from that day on.');
  };
  return (
    <form class="card" onSubmit={save}>
      <h2>Set a price of your own</h2>
      <p class="muted">For what is recorded from now on. What is on record keeps its price until it is priced anew.</p>
      <Faults problem={form.problem.value} />
      <div class="form-grid">
        <Field label="Model" error={form.of('model')}>
          <input
            required
            readOnly={!!off}
            value={draft.value.model}
            onInput={(event) => form.set({ model: event.currentTarget.value })}
          />
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
        {PARTS.map(([name, label]) => (
          <Field key={name} label={label} optional={name != 'input' && name != 'output'} error={form.of(name)}>
            <input
              inputMode="decimal"
              required={name == 'input' || name == 'output'}
              readOnly={!!off}
              value={draft.value[name]}
              onInput={(event) => form.set({ [name]: event.currentTarget.value })}
            />
          </Field>
        ))}
      </div>
      <div class="row">
        <Button type="submit" tone="primary" busy={form.busy.value} off={off}>
          Set the price
        </Button>
      </div>
    </form>
  );
}
