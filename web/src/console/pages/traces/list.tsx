// The list of traces, as it is filtered; a search that the server does not understand leaves it as it was.
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useCached, type Entry } from '../../lib/cache';
import { number } from '../../lib/format';
import { listen } from '../../lib/live';
import { search, title, withSearch } from '../../lib/router';
import { serverNow } from '../../lib/time';
import { sourceName, tracesAt, type Trace } from '../../lib/traces';
import { Chip } from '../../parts/chip';
import { Empty } from '../../parts/empty';
import { Load } from '../../parts/load';
import { Pager } from '../../parts/pager';
import { RelativeTime } from '../../parts/relative-time';
import { Table } from '../../parts/table';
import { fine } from '../../trace/words';
import { Filters } from './filters';
import { isFiltered, traceQuery } from './query';
import { NoConversation } from './no-conversation';

type Found = { data: Trace[]; next_cursor: string | null };

export function TraceList() {
  useEffect(() => title('Traces'), []);
  const given = search.value;
  const read = useCached(tracesAt(useMemo(() => traceQuery(given, serverNow()), [given])));
  const fault = read.error.value?.of('query');
  const last = useRef<Entry<Found> | null>(null);
  const settled = !fault && (read.data.value || read.error.value);
  if (settled) last.current = read;
  // What was found before stays until there is an answer, and where there is none to such a search.
  const entry = fault ? last.current : (last.current ?? read);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        if (!read.error.peek()?.of('query')) void read.refresh();
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
      <Filters read={read} fault={fault} />
      {entry ? (
        <Load entry={entry} lines={8}>
          {(found) => <Traces found={found} old={!!fault} />}
        </Load>
      ) : (
        <Empty title="The search was not understood">
          <p>
            <a href={withSearch({ query: null })}>Take it away</a>
          </p>
        </Empty>
      )}
    </section>
  );
}

/** `old`: what was found before a search that found nothing to do. */
function Traces({ found: { data, next_cursor }, old }: { found: Found; old: boolean }) {
  const filtered = isFiltered(search.value);
  if (data.length)
    return (
      <>
        {old && <p class="muted">These are the traces from before this search.</p>}
        {!old && data.some(({ conversations }) => !conversations.length) && <NoConversation />}
        <Table caption="Traces" rows={data} id={({ trace_id }) => trace_id} columns={COLUMNS} />
        {!old && <Pager next={next_cursor} />}
      </>
    );
  // A search stops after a while, and goes on from there.
  if (next_cursor)
    return (
      <Empty title="None found yet">
        <p>The newest traces were looked at. There are older ones.</p>
        <p>
          <a class="button primary" href={withSearch({ cursor: next_cursor })}>
            Look further
          </a>
        </p>
      </Empty>
    );
  if (filtered)
    return (
      <Empty title="No trace matches">
        <p>
          <a href="/traces">Clear all filters</a>
        </p>
      </Empty>
    );
  return (
    <Empty title="No traces yet">
      <p class="muted">
        A program that runs an assistant of its own sends what it does by OpenTelemetry, Traceloop, LangWatch or Sentry.
        Its traces come here, and become conversations.
      </p>
      <a class="button primary" href="/settings/sources">
        Set up a source
      </a>
    </Empty>
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
