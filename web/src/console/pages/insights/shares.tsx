import { useState } from 'preact/hooks';
import { at } from '../../lib/address';
import { useCached } from '../../lib/cache';
import { compact, exactMoney, many, money, number } from '../../lib/format';
import { navigate, search, withSearch } from '../../lib/router';
import { Button } from '../../parts/button';
import { Field } from '../../parts/field';
import { Load } from '../../parts/load';
import { Table } from '../../parts/table';
import { csv, type Insight, type Period } from './figures';
import { save } from './save';

const SUBJECTS = { assistant: 'Assistant', model: 'Model', customer: 'Customer' } as const;
type Subject = keyof typeof SUBJECTS;

function nameOf(row: Insight, by: Subject): string {
  if (row.others) return `${number(row.others)} others`;
  if (by == 'model') return row.model ?? 'No model';
  const found = by == 'assistant' ? row.assistant : row.customer;
  return found ? (found.name ?? found.id) : by == 'assistant' ? 'No assistant' : 'Nobody known';
}

/** Where a click on a row leads: to its conversations. */
function linkOf(row: Insight, by: Subject): string | null {
  if (by == 'assistant' && row.assistant) return `/conversations?assistant_id=${row.assistant.id}`;
  return by == 'customer' && row.customer?.name ? `/conversations?q=${encodeURIComponent(row.customer.name)}` : null;
}

/** Who or what costs: bars by share, the same as a table, and as a file. */
export function Shares({ of, test }: { of: Period; test: boolean }) {
  const [table, setTable] = useState(false);
  const asked = search.value.get('by');
  const by: Subject = asked == 'model' || asked == 'customer' ? asked : 'assistant';
  const read = useCached(
    at('/api/v1/insights/costs', { group_by: by, from: of.from, to: of.to, include_test: test, top: 20 }),
  );
  return (
    <section class="card" aria-label="Cost by assistant, model or customer">
      <div class="card-head">
        <h2>Cost by {SUBJECTS[by].toLowerCase()}</h2>
        <div class="filters">
          <Field label="By">
            <select
              value={by}
              onChange={({ currentTarget: { value } }) =>
                navigate(withSearch({ by: value == 'assistant' ? null : value }), { replace: true })
              }
            >
              {Object.entries(SUBJECTS).map(([id, label]) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </select>
          </Field>
          <Button small onClick={() => setTable(!table)}>
            {table ? 'Show as chart' : 'Show as table'}
          </Button>
          <Button
            small
            off={!read.data.value && 'Not read yet.'}
            onClick={() => {
              const { data = [], currency = '' } = read.data.value ?? {};
              const head = [
                by,
                `models ${currency}`,
                `channels ${currency}`,
                `total ${currency}`,
                'input tokens',
                'output tokens',
              ];
              const lines = data.map((row) => [
                nameOf(row, by),
                row.llm_cost,
                row.channel_cost,
                row.total_cost,
                row.input_tokens,
                row.output_tokens,
              ]);
              save(`cost-by-${by}-${of.from}-${of.to}.csv`, csv([head, ...lines]));
            }}
          >
            CSV
          </Button>
        </div>
      </div>
      <Load entry={read}>
        {({ data, currency }) =>
          !data.length ? (
            <p class="muted">Nothing in these days{test ? '' : ' but for test chats, if there were any'}.</p>
          ) : table ? (
            <Table
              caption={`Cost by ${by}`}
              rows={data}
              id={(row) => nameOf(row, by)}
              columns={[
                { name: SUBJECTS[by], cell: (row) => nameOf(row, by) },
                { name: 'Models', number: true, cell: (row) => exactMoney(row.llm_cost, currency) },
                { name: 'Channels', number: true, cell: (row) => exactMoney(row.channel_cost, currency) },
                { name: 'Total', number: true, cell: (row) => exactMoney(row.total_cost, currency) },
                { name: 'Input tokens', number: true, cell: (row) => number(row.input_tokens) },
                { name: 'Output tokens', number: true, cell: (row) => number(row.output_tokens) },
              ]}
            />
          ) : (
            <ul class="shares">
              {data.map((row) => (
                <Share
                  key={nameOf(row, by)}
                  row={row}
                  by={by}
                  most={Math.max(...data.map((one) => one.total_cost))}
                  currency={currency}
                />
              ))}
            </ul>
          )
        }
      </Load>
      <p class="muted">
        At most {many(92, 'day')}. What an assistant costs is what its conversations cost, fees included.
      </p>
    </section>
  );
}

function Share({ row, by, most, currency }: { row: Insight; by: Subject; most: number; currency: string }) {
  const name = nameOf(row, by);
  const link = linkOf(row, by);
  const tokens = row.input_tokens + row.output_tokens;
  const exact = `${name}: ${exactMoney(row.total_cost, currency)}, of it models ${exactMoney(row.llm_cost, currency)} and channels ${exactMoney(row.channel_cost, currency)}; ${number(tokens)} tokens`;
  return (
    <li title={exact}>
      <span class="cut">{link ? <a href={link}>{name}</a> : name}</span>
      <span>
        <span class="share fill-one" style={{ width: `${most ? (row.total_cost / most) * 100 : 0}%` }} />
      </span>
      <span class="number">
        {money(row.total_cost, currency)} <span class="muted">{compact(tokens)} tokens</span>
      </span>
    </li>
  );
}
