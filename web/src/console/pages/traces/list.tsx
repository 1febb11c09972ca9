import { useEffect, useMemo, useState } from 'preact/hooks';
import { useCached, type Entry } from '../../lib/cache';
import { number } from '../../lib/format';
import { listen } from '../../lib/live';
import { navigate, search, title, withSearch } from '../../lib/router';
import { serverNow } from '../../lib/time';
import { sourceName, tracesAt, type Trace } from '../../lib/traces';
import { Button } from '../../parts/button';
import { Chip } from '../../parts/chip';
import { Empty } from '../../parts/empty';
import { Field } from '../../parts/field';
import { Check } from '../../parts/form';
import { Load } from '../../parts/load';
import { Pager } from '../../parts/pager';
import { RelativeTime } from '../../parts/relative-time';
import { Table } from '../../parts/table';
import { fine } from '../../trace/words';
import { isFiltered, PERIODS, traceQuery } from './query';
import { NoConversation } from './no-conversation';

const set = (changes: Record<string, string | null>) =>
  navigate(withSearch({ ...changes, cursor: null }), { replace: true });

export function TraceList() {
  useEffect(() => title('Traces'), []);
  const given = search.value;
  const read = useCached(tracesAt(useMemo(() => traceQuery(given, serverNow()), [given])));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void read.refresh();
      }, 2000);
    };
    const end = listen({ changed: soon, again: soon });
    return () => {
      end();
      clearTimeout(timer);
    };
  }, [read]);
  return (
    <section class="page">
      <div class="page-head">
        <h1>Traces</h1>
        <a href="/settings/sources">How to send traces</a>
      </div>
      <Filters read={read} />
      <Load entry={read} lines={8}>
        {({ data, next_cursor }) =>
          data.length ? (
            <>
              {data.some(({ conversations }) => !conversations.length) && <NoConversation />}
              <Table caption="Traces" rows={data} id={({ trace_id }) => trace_id} columns={COLUMNS} />
              <Pager next={next_cursor} />
            </>
          ) : isFiltered(given) ? (
            <Empty title="No trace matches">
              <p>
                <a href="/traces">Clear all filters</a>
              </p>
            </Empty>
          ) : (
            <Empty title="No traces yet">
              <p class="muted">
                A program that runs an assistant of its own sends what it does by OpenTelemetry, Traceloop, LangWatch or
                Sentry. Its traces come here, and become conversations.
              </p>
              <a class="button primary" href="/settings/sources">
                Set up a source
              </a>
            </Empty>
          )
        }
      </Load>
    </section>
  );
}

const COLUMNS = [
  {
    name: 'Trace',
    cell: ({ trace_id, name }: Trace) => (
      <a href={`/traces/${encodeURIComponent(trace_id)}`} dir="auto">
        {name || trace_id}
      </a>
    ),
  },
  {
    name: 'Began',
    cell: ({ started_at }: Trace) => (started_at ? <RelativeTime at={started_at} /> : <span class="muted">—</span>),
  },
  {
    name: 'Time',
    number: true,
    cell: ({ duration_ms, ended_at }: Trace) =>
      duration_ms != null ? fine(Math.max(0, duration_ms)) : ended_at ? '—' : 'running',
  },
  { name: 'Spans', number: true, cell: ({ spans }: Trace) => number(spans) },
  {
    name: 'Errors',
    number: true,
    cell: ({ errors }: Trace) => (errors ? <Chip tone="danger">{number(errors)}</Chip> : <span class="muted">0</span>),
  },
  { name: 'Source', cell: ({ source }: Trace) => sourceName(source) },
  {
    name: 'Conversations',
    cell: ({ conversations }: Trace) =>
      conversations.length ? (
        <ul>
          {conversations.slice(0, 3).map(({ id, thread_id }) => (
            <li key={id}>
              <a href={`/conversations/${id}`}>{thread_id}</a>
            </li>
          ))}
          {conversations.length > 3 && <li class="muted">and {number(conversations.length - 3)} more</li>}
        </ul>
      ) : (
        <Chip tone="sunken">None</Chip>
      ),
  },
];

function Filters({ read }: { read: Entry<unknown> }) {
  const given = search.value;
  const [between, setBetween] = useState(false);
  const days = given.get('days');
  const dated = between || given.has('from') || given.has('to');
  const pick = (value: string) => {
    setBetween(value == 'dates');
    set({ days: value == 'dates' ? null : value || null, from: null, to: null });
  };
  return (
    <form
      class="filters"
      onSubmit={(event) => {
        event.preventDefault();
        set({ thread: `${new FormData(event.currentTarget).get('thread')}`.trim() || null });
      }}
    >
      <Field label="Period">
        <select value={dated ? 'dates' : (days ?? '')} onChange={(event) => pick(event.currentTarget.value)}>
          <option value="">Any time</option>
          {PERIODS.map(({ days, label }) => (
            <option key={days} value={days}>
              {label}
            </option>
          ))}
          <option value="dates">Between two days</option>
        </select>
      </Field>
      {dated &&
        (['from', 'to'] as const).map((name) => (
          <Field key={name} label={name == 'from' ? 'First day (UTC)' : 'Last day (UTC)'}>
            <input
              type="date"
              value={given.get(name) ?? ''}
              onChange={(event) => set({ [name]: event.currentTarget.value || null, days: null })}
            />
          </Field>
        ))}
      <Field label="Conversation id">
        <input
          name="thread"
          class="mono"
          placeholder="Its id, then Enter"
          key={given.get('thread')}
          defaultValue={given.get('thread') ?? ''}
        />
      </Field>
      <Check
        label="Only with errors"
        checked={given.get('has_error') == 'true'}
        onChange={(on) => set({ has_error: on ? 'true' : null })}
      />
      <Button onClick={() => void read.refresh()} busy={read.loading.value}>
        Look again
      </Button>
    </form>
  );
}
