import { useState } from 'preact/hooks';
import { at } from '../../lib/address';
import { api, open, type Schemas } from '../../lib/api';
import { invalidate, useCached } from '../../lib/cache';
import { bytes, many, number } from '../../lib/format';
import { given } from '../../lib/given';
import { asProblem } from '../../lib/problem';
import { navigate, search, withSearch } from '../../lib/router';
import { whyNot } from '../../lib/session';
import { toast } from '../../lib/toasts';
import { Button } from '../../parts/button';
import { Chip } from '../../parts/chip';
import { Dialog } from '../../parts/dialog';
import { Empty } from '../../parts/empty';
import { ErrorBox } from '../../parts/error-box';
import { Field } from '../../parts/field';
import { Load } from '../../parts/load';
import { Pager } from '../../parts/pager';
import { RelativeTime } from '../../parts/relative-time';
import { Table } from '../../parts/table';
import { ReplayMany } from './replay-many';
import { OUTCOMES } from './words';

type Delivery = Schemas['Delivery'];
const DAY = /^\d{4}-\d\d-\d\d$/;
/** A day of the address as the time at which it begins, in UTC; `more` days later. */
const begins = (day: string | null, more = 0) =>
  day && DAY.test(day) ? new Date(Date.parse(`${day}T00:00:00Z`) + more * 86_400_000).toISOString() : null;

export const filterOf = (query: URLSearchParams): Schemas['DeliveryFilter'] => ({
  outcome: query.get('outcome'),
  channel: query.get('channel'),
  conversation_id: query.get('conversation_id'),
  from: begins(query.get('from')),
  to: begins(query.get('to'), 1),
});

export function Inbound() {
  const query = search.value;
  const filter = filterOf(query);
  const read = useCached(at('/api/v1/deliveries', { ...filter, limit: 50, cursor: query.get('cursor') }));
  const [shown, setShown] = useState<Delivery>();
  const [all, setAll] = useState(false);
  const off = whyNot('write');
  const set = (changes: Record<string, string | null>) =>
    navigate(withSearch({ ...changes, cursor: null }), { replace: true });
  const replay = async ({ id }: Delivery) => {
    try {
      const { items, fresh, notes } = given(
        await api.POST('/api/v1/deliveries/{id}/replay', { params: { path: { id } } }),
      );
      toast(
        `Replayed: ${many(items, 'thing')} in it, ${number(fresh)} new.${notes.length ? ` ${notes.join('; ')}.` : ''}`,
      );
      invalidate('/api/v1/deliveries', '/api/v1/conversations');
    } catch (thrown) {
      toast(asProblem(thrown).message, { tone: 'danger', ms: 12_000 });
    }
  };
  const filtered = Object.values(filter).some(Boolean);
  return (
    <>
      <p class="muted">
        Everything that platforms delivered, byte for byte, as far back as it is kept, with what became of it.
      </p>
      <div class="filters">
        <Field label="Outcome">
          <select
            value={query.get('outcome') ?? ''}
            onChange={(event) => set({ outcome: event.currentTarget.value || null })}
          >
            <option value="">All</option>
            {Object.keys(OUTCOMES).map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </Field>
        <Field label="From (UTC)">
          <input
            type="date"
            value={query.get('from') ?? ''}
            onChange={(event) => set({ from: event.currentTarget.value || null })}
          />
        </Field>
        <Field label="To (UTC)">
          <input
            type="date"
            value={query.get('to') ?? ''}
            onChange={(event) => set({ to: event.currentTarget.value || null })}
          />
        </Field>
        {filtered && (
          <a class="button quiet" href="/deliveries">
            Clear
          </a>
        )}
        <Button off={off} onClick={() => setAll(true)}>
          Replay all of these
        </Button>
      </div>
      {filter.conversation_id && (
        <p>
          <Chip name="the filter by conversation" onRemove={() => set({ conversation_id: null })}>
            Conversation {filter.conversation_id}
          </Chip>
        </p>
      )}
      {filter.outcome && OUTCOMES[filter.outcome] && <p>{OUTCOMES[filter.outcome]?.means}</p>}
      <Load entry={read} lines={8}>
        {({ data, next_cursor }) =>
          data.length ? (
            <>
              <Table
                caption="Deliveries"
                rows={data}
                id={({ id }) => id}
                columns={[
                  { name: 'Came', cell: ({ received_at }) => <RelativeTime at={received_at} /> },
                  { name: 'By', cell: ({ channel }) => channel },
                  {
                    name: 'Outcome',
                    cell: ({ outcome }) => (
                      <Chip tone={OUTCOMES[outcome]?.tone ?? 'plain'} title={OUTCOMES[outcome]?.means ?? ''}>
                        {outcome}
                      </Chip>
                    ),
                  },
                  {
                    name: 'Why',
                    cell: ({ notes }) =>
                      notes.length ? (
                        <ul class="notes">
                          {notes.map((note) => (
                            <li key={note}>{note}</li>
                          ))}
                        </ul>
                      ) : (
                        <span class="muted">—</span>
                      ),
                  },
                  { name: 'New', number: true, cell: ({ items, fresh }) => `${number(fresh)} of ${number(items)}` },
                  {
                    name: 'Conversation',
                    cell: ({ conversation_ids: [first] }) =>
                      first ? <a href={`/conversations/${first}`}>Open</a> : <span class="muted">—</span>,
                  },
                  {
                    name: 'Body',
                    cell: (one) => (
                      <Button
                        small
                        tone="quiet"
                        off={one.outcome == 'erased' && 'It was deleted with its conversation.'}
                        onClick={() => setShown(one)}
                      >
                        {bytes(one.size)}
                      </Button>
                    ),
                  },
                  {
                    name: 'Replay',
                    cell: (one) => (
                      <Button
                        small
                        off={off ?? (one.outcome == 'erased' && 'Its body is gone.')}
                        onClick={() => void replay(one)}
                      >
                        Replay
                      </Button>
                    ),
                  },
                ]}
              />
              <Pager next={next_cursor ?? null} />
            </>
          ) : (
            <Empty title={filtered ? 'No delivery is like that' : 'Nothing was delivered yet'}>
              {filtered ? <a href="/deliveries">Show all</a> : <a href="/whatsapp">Connect a WhatsApp number</a>}
            </Empty>
          )
        }
      </Load>
      {shown && <Body delivery={shown} onClose={() => setShown(undefined)} />}
      {all && <ReplayMany filter={filter} onClose={() => setAll(false)} />}
    </>
  );
}

/** As it came, as text; what is JSON is laid out. */
function Body({ delivery, onClose }: { delivery: Delivery; onClose: () => void }) {
  const [text, setText] = useState<string>();
  const [problem, setProblem] = useState<ReturnType<typeof asProblem>>();
  const url = at('/api/v1/deliveries/{id}/body', { id: delivery.id });
  useState(() => {
    open(url)
      .then((response) => response.text())
      .then(
        (raw) => setText(tidy(raw)),
        (thrown: unknown) => setProblem(asProblem(thrown)),
      );
  });
  return (
    <Dialog title="Body of the delivery" wide onClose={onClose}>
      <p class="muted">
        <code>{delivery.id}</code>
      </p>
      {problem && <ErrorBox problem={problem} />}
      {text !== undefined && (
        <pre class="body-text" tabIndex={0}>
          {text}
        </pre>
      )}
    </Dialog>
  );
}

function tidy(raw: string): string {
  try {
    return JSON.stringify(JSON.parse(raw), null, 2);
  } catch {
    return raw;
  }
}
