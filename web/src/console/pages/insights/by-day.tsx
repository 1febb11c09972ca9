import { useState } from 'preact/hooks';
import { serverNow } from '../../lib/time';
import { typeName } from '../../parts/badge';
import { Button } from '../../parts/button';
import { Table } from '../../parts/table';
import { Bars, fill } from './bars';
import { csv, daysOf, METRIC_NAMES, series, type Insight, type Metric, type Period } from './figures';
import { save } from './save';

interface Props {
  rows: Insight[];
  of: Period;
  metric: Metric;
  currency: string;
  format: (value: number) => string;
  exact: (value: number) => string;
}

export function ByDay({ rows, of, metric, currency, format, exact }: Props) {
  const [table, setTable] = useState(false);
  const days = daysOf(of);
  const found = series(rows, days, metric);
  const today = new Date(serverNow()).toISOString().slice(0, 10);
  const name = METRIC_NAMES[metric];
  const sum = (day: number) => found.reduce((all, { values }) => all + (values[day] ?? 0), 0);
  const download = () => {
    const head = [
      'day (UTC)',
      ...found.map(({ type }) => typeName(type)),
      metric == 'cost' ? `total ${currency}` : 'total',
    ];
    const lines = days.map((day, at) => [day, ...found.map(({ values }) => round(values[at] ?? 0)), round(sum(at))]);
    save(`${metric}-${of.from}-${of.to}.csv`, csv([head, ...lines]));
  };
  return (
    <section class="card" aria-label={`${name} by day`}>
      <div class="card-head">
        <h2>{name} by day</h2>
        <div class="row">
          <Button small onClick={() => setTable(!table)}>
            {table ? 'Show as chart' : 'Show as table'}
          </Button>
          <Button small onClick={download}>
            CSV
          </Button>
        </div>
      </div>
      {table ? (
        <Table
          caption={`${name} by day`}
          rows={days.map((day, at) => ({ day, at })).reverse()}
          id={({ day }) => day}
          columns={[
            { name: 'Day (UTC)', cell: ({ day }) => (day == today ? `${day}, so far` : day) },
            ...found.map(({ type, values }) => ({
              name: typeName(type),
              number: true,
              cell: ({ at }: { at: number }) => exact(values[at] ?? 0),
            })),
            { name: 'Total', number: true, cell: ({ at }) => exact(sum(at)) },
          ]}
        />
      ) : (
        <>
          <Bars
            name={name}
            days={days}
            series={found}
            today={today}
            whole={metric != 'cost'}
            format={format}
            exact={exact}
          />
          <ul class="legend">
            {found.map(({ type }) => (
              <li key={type}>
                <i class={fill(type)} />
                {typeName(type)}
              </li>
            ))}
            {!found.length && <li>Nothing was said in these days.</li>}
          </ul>
        </>
      )}
    </section>
  );
}

/** Sums of decimals without the dust of binary fractions. */
const round = (value: number) => Number(value.toFixed(9));
