import { useEffect, useState } from 'preact/hooks';
import { at } from '../../lib/address';
import { api, type Schemas } from '../../lib/api';
import { invalidate, useCached } from '../../lib/cache';
import { many } from '../../lib/format';
import { given } from '../../lib/given';
import { asProblem } from '../../lib/problem';
import { navigate, search, withSearch } from '../../lib/router';
import { whyNot } from '../../lib/session';
import { toast } from '../../lib/toasts';
import { Button } from '../../parts/button';
import { Chip } from '../../parts/chip';
import { Confirm } from '../../parts/confirm';
import { Empty } from '../../parts/empty';
import { Field } from '../../parts/field';
import { Load } from '../../parts/load';
import { Pager } from '../../parts/pager';
import { RelativeTime } from '../../parts/relative-time';
import { Table } from '../../parts/table';
import { EVENTS } from './words';

export function Events() {
  const webhooks = useCached(at('/api/v1/webhooks'));
  return (
    <Load entry={webhooks}>
      {({ data }) => {
        const chosen = data.find(({ id }) => id == search.value.get('webhook')) ?? data[0];
        return chosen ? (
          <Told key={chosen.id} webhook={chosen} all={data} />
        ) : (
          <Empty title="No webhook yet">
            <p>A webhook tells a system of yours what happens here.</p>
            <a href="/settings/webhooks">Add one</a>
          </Empty>
        );
      }}
    </Load>
  );
}

function Told({ webhook, all }: { webhook: Schemas['Webhook']; all: Schemas['Webhook'][] }) {
  const state = search.value.get('state');
  const { id } = webhook;
  const read = useCached(
    at('/api/v1/webhooks/{id}/events', { id, state, limit: 50, cursor: search.value.get('cursor') }),
  );
  const [asks, setAsks] = useState(false);
  const off = whyNot('write');
  const set = (changes: Record<string, string | null>) =>
    navigate(withSearch({ ...changes, cursor: null }), { replace: true });
  const replay = async (event_id: string) => {
    try {
      await api.POST('/api/v1/webhooks/{id}/events/{event_id}/replay', { params: { path: { id, event_id } } });
      toast('It will be told once more.');
      invalidate(`/api/v1/webhooks/${id}/events`);
    } catch (thrown) {
      toast(asProblem(thrown).message, { tone: 'danger', ms: 12_000 });
    }
  };
  return (
    <>
      <div class="filters">
        <Field label="Webhook">
          <select value={id} onChange={(event) => set({ webhook: event.currentTarget.value })}>
            {all.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </Field>
        <Field label="State">
          <select value={state ?? ''} onChange={(event) => set({ state: event.currentTarget.value || null })}>
            <option value="">All</option>
            {Object.keys(EVENTS).map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </Field>
        <Button onClick={() => void read.refresh()} busy={read.loading.value}>
          Look again
        </Button>
        <Button off={off} onClick={() => setAsks(true)}>
          Replay dead letters
        </Button>
      </div>
      {!webhook.enabled && (
        <p class="notice warning">
          This webhook is off{webhook.disabled_reason && `: ${webhook.disabled_reason}`}.{' '}
          <a href="/settings/webhooks">Webhooks</a>
        </p>
      )}
      <p class="muted">
        Told to <code>{webhook.url}</code>. {state && EVENTS[state]?.means}
      </p>
      <Load entry={read}>
        {({ data, next_cursor }) =>
          data.length ? (
            <>
              <Table
                caption="Events"
                rows={data}
                id={({ id }) => id}
                columns={[
                  { name: 'Happened', cell: ({ at }) => <RelativeTime at={at} /> },
                  { name: 'Event', cell: ({ type }) => <code>{type}</code> },
                  {
                    name: 'State',
                    cell: ({ state }) => (
                      <Chip tone={EVENTS[state]?.tone ?? 'plain'} title={EVENTS[state]?.means ?? ''}>
                        {state}
                      </Chip>
                    ),
                  },
                  { name: 'Tries', number: true, cell: ({ tries }) => tries },
                  { name: 'Why', cell: ({ error }) => error ?? <span class="muted">—</span> },
                  {
                    name: 'Next try',
                    cell: ({ due_at }) => (due_at ? <RelativeTime at={due_at} /> : <span class="muted">—</span>),
                  },
                  {
                    name: 'Conversation',
                    cell: ({ conversation_id, message_id }) => (
                      <a href={`/conversations/${conversation_id}${message_id ? `#m-${message_id}` : ''}`}>Open</a>
                    ),
                  },
                  {
                    name: 'Replay',
                    cell: (one) => (
                      <Button
                        small
                        off={off ?? (one.state == 'due' && 'It is told by itself.')}
                        onClick={() => void replay(one.id)}
                      >
                        Replay
                      </Button>
                    ),
                  },
                ]}
              />
              <Pager next={next_cursor == null ? null : `${next_cursor}`} />
            </>
          ) : (
            <Empty title={state ? `No event is ${state}` : 'Nothing was told yet'}>
              <p>Events come here as conversations begin, go on and end.</p>
            </Empty>
          )
        }
      </Load>
      {asks && <ReplayFailed id={id} onClose={() => setAsks(false)} />}
    </>
  );
}

function ReplayFailed({ id, onClose }: { id: string; onClose: () => void }) {
  const [events, setEvents] = useState<number>();
  const ask = async (dry_run: boolean) =>
    given(
      await api.POST('/api/v1/webhooks/{id}/replay', {
        params: { path: { id } },
        body: { state: 'failed', from: null, to: null, dry_run },
      }),
    ).events;
  useEffect(() => void ask(true).then(setEvents, () => setEvents(undefined)), []);
  const run = async () => {
    toast(`${many(await ask(false), 'event')} will be told once more.`);
    invalidate(`/api/v1/webhooks/${id}/events`);
  };
  return (
    <Confirm title="Replay dead letters" label="Replay" tone="primary" run={run} onClose={onClose}>
      <p role="status">
        {events === undefined ? 'Counting…' : `${many(events, 'event')} that this webhook did not take.`} They carry the
        ids that they had, so that a receiver can tell what it knows.
      </p>
    </Confirm>
  );
}
