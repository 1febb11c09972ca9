// Waits for a span, and shows it when it is there.
import { useEffect, useState } from 'preact/hooks';
import { call } from '../../../lib/api';
import { sourceName, tracesAt, type Ingest, type Trace } from '../../../lib/traces';
import { RelativeTime } from '../../../parts/relative-time';
import { lastOf } from './watch';

export function Arrival({ ingest }: { ingest: Ingest }) {
  const [before] = useState(() => lastOf(ingest));
  const now = lastOf(ingest);
  const came = now > before;
  const [trace, setTrace] = useState<Trace>();
  useEffect(() => {
    if (!came) return;
    let gone = false;
    call<{ data: Trace[] }>('GET', tracesAt({ limit: 1 })).then(
      ({ data }) => gone || setTrace(data[0]),
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [came, now]);
  const source = ingest.sources.find(({ last_at }) => Date.parse(last_at) == now);
  return (
    <section class={`notice arrival${came ? ' success' : ''}`} role="status">
      {came && source ? (
        <p>
          <b>{before ? 'A span arrived' : 'The first span arrived'}</b>
          {trace && (
            <>
              : <a href={`/traces/${encodeURIComponent(trace.trace_id)}`}>{trace.name || 'unnamed'}</a>
            </>
          )}{' '}
          from {source.sdk ?? sourceName(source.source)}.{' '}
          {trace &&
            (trace.conversations[0] ? (
              <a href={`/conversations/${trace.conversations[0].id}`}>Open its conversation</a>
            ) : (
              'It names no conversation yet: see below how to give it one.'
            ))}
        </p>
      ) : (
        <p>
          <span class="waiting-dot" aria-hidden="true" />{' '}
          {before ? 'Waiting for the next span…' : 'Waiting for the first span…'}
          {before > 0 && (
            <span class="muted">
              {' '}
              The last came <RelativeTime at={new Date(before).toISOString()} />.
            </span>
          )}
        </p>
      )}
    </section>
  );
}
