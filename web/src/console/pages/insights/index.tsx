import '../../parts/form.css';
import './insights.css';
import { useEffect } from 'preact/hooks';
import { at } from '../../lib/address';
import { useCached } from '../../lib/cache';
import { compact, exactMoney, money, number } from '../../lib/format';
import { navigate, search, title, withSearch } from '../../lib/router';
import { minute } from '../../lib/time';
import { Check } from '../../parts/form';
import { Field } from '../../parts/field';
import { Load } from '../../parts/load';
import { ByDay } from './by-day';
import { Shares } from './shares';
import {
  before,
  compared,
  METRIC_NAMES,
  METRICS,
  period,
  total,
  type Insight,
  type Metric,
  type Period,
} from './figures';

const go = (changes: Record<string, string | null>) => navigate(withSearch(changes), { replace: true });
const totals = (of: Period) =>
  at('/api/v1/insights/costs', { group_by: 'day,type', from: of.from, to: of.to, include_test: true });

export default function Insights() {
  const query = search.value;
  const metric = (METRICS.find((one) => one == query.get('metric')) ?? 'cost') as Metric;
  const test = query.get('test') == '1';
  const now = period(minute.value, query.get('days'), query.get('from'), query.get('to'));
  const then = before(now);
  const read = useCached(totals(now));
  const former = useCached(totals(then)).data.value;
  useEffect(() => title('Insights'), []);

  const meant = (rows: Insight[]) => (test ? rows : rows.filter(({ type }) => type != 'test'));
  return (
    <section class="page">
      <div class="page-head">
        <h1>Insights</h1>
      </div>
      <Choices of={now} test={test} />
      <Load entry={read} lines={10}>
        {({ data, currency }) => {
          const rows = meant(data);
          const tests = data.filter(({ type }) => type == 'test');
          const shown = (value: number, of: Metric) => (of == 'cost' ? money(value, currency) : compact(value));
          const exact = (value: number, of: Metric) => (of == 'cost' ? exactMoney(value, currency) : number(value));
          return (
            <>
              <dl class="tiles">
                {METRICS.map((one) => {
                  const sum = total(rows, one);
                  const change = former && compared(sum, total(meant(former.data), one));
                  return (
                    <div class="tile" key={one}>
                      <dt>{METRIC_NAMES[one]}</dt>
                      <dd title={exact(sum, one)}>{shown(sum, one)}</dd>
                      {former && <dd class="muted">{change ?? 'nothing before'}</dd>}
                    </div>
                  );
                })}
              </dl>
              <p class="muted">
                {now.from} to {now.to}, compared with {then.from} to {then.to}. Days are UTC, and today is not over.
                What has no known price counts as nothing.
                {!test &&
                  tests.length > 0 &&
                  ` Test chats are apart: ${money(total(tests, 'cost'), currency)} and ${number(total(tests, 'messages'))} messages on top.`}
              </p>
              <ByDay
                rows={rows}
                of={now}
                metric={metric}
                currency={currency}
                format={(value) => shown(value, metric)}
                exact={(value) => exact(value, metric)}
              />
            </>
          );
        }}
      </Load>
      <Shares of={now} test={test} />
    </section>
  );
}

function Choices({ of, test }: { of: Period; test: boolean }) {
  const query = search.value;
  const custom = query.has('from') || query.has('to');
  return (
    <div class="filters">
      <Field label="Days">
        <select
          value={custom ? 'custom' : (query.get('days') ?? '30')}
          onChange={(event) => {
            const { value } = event.currentTarget;
            if (value == 'custom') go({ from: of.from, to: of.to, days: null });
            else go({ days: value == '30' ? null : value, from: null, to: null });
          }}
        >
          <option value="7">Last 7 days</option>
          <option value="30">Last 30 days</option>
          <option value="90">Last 90 days</option>
          <option value="custom">From … to …</option>
        </select>
      </Field>
      {custom && (
        <>
          <Field label="From">
            <input
              type="date"
              value={of.from}
              max={of.to}
              onChange={(event) => go({ from: event.currentTarget.value })}
            />
          </Field>
          <Field label="To">
            <input type="date" value={of.to} onChange={(event) => go({ to: event.currentTarget.value })} />
          </Field>
        </>
      )}
      <Field label="Figure">
        <select
          value={query.get('metric') ?? 'cost'}
          onChange={({ currentTarget: { value } }) => go({ metric: value == 'cost' ? null : value })}
        >
          {METRICS.map((one) => (
            <option key={one} value={one}>
              {METRIC_NAMES[one]}
            </option>
          ))}
        </select>
      </Field>
      <Check label="With test chats" checked={test} onChange={(on) => go({ test: on ? '1' : null })} />
    </div>
  );
}
