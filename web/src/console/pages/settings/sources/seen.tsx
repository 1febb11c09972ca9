// Who has sent something, what was refused and why, and what becomes of traces that name no conversation.
import { useState } from 'preact/hooks';
import { call } from '../../../lib/api';
import { put } from '../../../lib/cache';
import { many, number } from '../../../lib/format';
import { whyNot } from '../../../lib/session';
import { INGEST, sourceName, type Ingest } from '../../../lib/traces';
import { Chip } from '../../../parts/chip';
import { Check } from '../../../parts/form';
import { RelativeTime } from '../../../parts/relative-time';
import { Table } from '../../../parts/table';
import { attempt } from '../attempt';

export function Seen({ ingest }: { ingest: Ingest }) {
  const { sources, rejections } = ingest;
  return (
    <>
      <section class="card">
        <h2>Sources seen</h2>
        {sources.length ? (
          <Table
            caption="Sources seen"
            rows={sources}
            id={({ source, sdk }) => `${source} ${sdk}`}
            columns={[
              { name: 'SDK', cell: ({ sdk }) => (sdk ? <code dir="ltr">{sdk}</code> : 'Unnamed') },
              { name: 'By', cell: ({ source }) => sourceName(source) },
              { name: 'Spans', number: true, cell: ({ spans }) => number(spans) },
              {
                name: 'Refused',
                number: true,
                cell: ({ rejected }) => (rejected ? <Chip tone="danger">{number(rejected)}</Chip> : number(rejected)),
              },
              { name: 'First', cell: ({ first_at }) => <RelativeTime at={first_at} /> },
              { name: 'Last', cell: ({ last_at }) => <RelativeTime at={last_at} /> },
            ]}
          />
        ) : (
          <p class="muted">Nobody has sent anything yet.</p>
        )}
        {rejections.length > 0 && (
          <>
            <h3>Refused</h3>
            <p class="muted">SDKs say nothing of these to whoever runs them.</p>
            <Table
              caption="Refused spans"
              rows={rejections}
              id={({ at, reason }) => `${at} ${reason}`}
              columns={[
                { name: 'When', cell: ({ at }) => <RelativeTime at={at} /> },
                { name: 'By', cell: ({ source }) => sourceName(source) },
                { name: 'Spans', number: true, cell: ({ count }) => number(count) },
                { name: 'Why', cell: ({ reason }) => reason },
              ]}
            />
          </>
        )}
      </section>
      <Nameless ingest={ingest} />
    </>
  );
}

function Nameless({ ingest: { traces_without_conversation, session_by_trace } }: { ingest: Ingest }) {
  /** What is being saved. */
  const [wanted, want] = useState<boolean>();
  const set = async (on: boolean) => {
    want(on);
    await attempt(
      async () => put(INGEST, await call<Ingest>('PATCH', INGEST, { session_by_trace: on })),
      on ? 'Such traces become conversations from now on.' : 'Such traces stay traces from now on.',
    );
    want(undefined);
  };
  return (
    <section class="card">
      <h2>Traces that name no conversation</h2>
      <p>
        {traces_without_conversation
          ? `${many(traces_without_conversation, 'trace')} so far.`
          : 'There is none so far.'}{' '}
        {traces_without_conversation > 0 && <a href="/traces">See all traces</a>}
      </p>
      <Check
        label="Each becomes a conversation of its own"
        hint="For programs whose requests stand alone."
        checked={wanted ?? session_by_trace}
        off={whyNot('manage')}
        onChange={(on) => void (wanted === undefined && set(on))}
      />
    </section>
  );
}
