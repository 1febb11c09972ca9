import { useState } from 'preact/hooks';
import { address } from '../../lib/address';
import { api, call } from '../../lib/api';
import { invalidate, useCached } from '../../lib/cache';
import { made, numeric } from '../../lib/form';
import { number } from '../../lib/format';
import { serverNow } from '../../lib/time';
import type { MadeKey, TracedKey as Key } from '../../lib/traces';
import { Button } from '../../parts/button';
import { Chip } from '../../parts/chip';
import { Confirm } from '../../parts/confirm';
import { Empty } from '../../parts/empty';
import { Field } from '../../parts/field';
import { Check, Faults } from '../../parts/form';
import { Load } from '../../parts/load';
import { Once } from '../../parts/once';
import { RelativeTime } from '../../parts/relative-time';
import { Table } from '../../parts/table';
import { Rotate } from './rotate';

const KEYS = address<{ data: Key[] }>('/api/v1/keys');
/** A key that sends traces stands in programs of many, and can do nothing else. */
const ALONE = 'ingest';

const SCOPES: { id: string; means: string }[] = [
  { id: 'read', means: 'conversations, deliveries, settings' },
  { id: 'review', means: 'tags, scores, comments, shared views' },
  { id: 'test', means: 'test chats' },
  { id: 'write', means: 'recording, replies, replays' },
  { id: 'delete', means: 'deleting, erasing, retention' },
  { id: 'manage', means: 'channels, assistants, webhooks, keys, the audit log' },
  { id: ALONE, means: 'sending traces, and nothing else' },
];

const ended = ({ revoked_at, expires_at }: Key) =>
  !!revoked_at || (!!expires_at && Date.parse(expires_at) < serverNow());

function stateOf(key: Key) {
  if (key.revoked_at) return <Chip tone="sunken">Revoked</Chip>;
  if (ended(key)) return <Chip tone="sunken">Ended</Chip>;
  return <Chip tone="success">Works</Chip>;
}

export function Keys() {
  const keys = useCached(KEYS);
  const [goes, setGoes] = useState<Key>();
  const [turns, setTurns] = useState<Key>();
  const [fresh, setFresh] = useState<MadeKey>();
  return (
    <>
      <MakeKey />
      <section class="card">
        <h2>Keys</h2>
        {fresh && <Once title={`New secret of “${fresh.name}”`} text={fresh.key} />}
        <Load entry={keys}>
          {({ data }) =>
            data.length ? (
              <Table
                caption="Keys"
                rows={data}
                id={({ id }) => id}
                columns={[
                  {
                    name: 'Name',
                    cell: ({ name, prefix }) => (
                      <>
                        <span dir="auto">{name}</span>
                        <div class="muted">
                          <code>{prefix}…</code>
                        </div>
                      </>
                    ),
                  },
                  { name: 'State', cell: stateOf },
                  {
                    name: 'Scopes',
                    cell: ({ scopes, spans_per_minute }) => (
                      <>
                        {scopes.join(', ')}
                        {spans_per_minute != null && <div class="muted">{number(spans_per_minute)} spans a minute</div>}
                      </>
                    ),
                  },
                  { name: 'Made', cell: ({ created_at }) => <RelativeTime at={created_at} /> },
                  {
                    name: 'Last used',
                    cell: ({ last_used_at }) =>
                      last_used_at ? <RelativeTime at={last_used_at} /> : <span class="muted">never</span>,
                  },
                  {
                    name: 'Ends',
                    cell: ({ expires_at }) =>
                      expires_at ? <RelativeTime at={expires_at} /> : <span class="muted">never</span>,
                  },
                  {
                    name: 'Change',
                    cell: (one) => (
                      <span class="row-actions key-acts">
                        <Button
                          small
                          tone="quiet"
                          off={ended(one) && 'It does not work any more: make another.'}
                          onClick={() => setTurns(one)}
                        >
                          Rotate
                        </Button>
                        <Button
                          small
                          tone="quiet"
                          off={!!one.revoked_at && 'It is revoked.'}
                          onClick={() => setGoes(one)}
                        >
                          Revoke
                        </Button>
                      </span>
                    ),
                  },
                ]}
              />
            ) : (
              <Empty title="No keys">
                <p>A key lets a program of yours use the API.</p>
              </Empty>
            )
          }
        </Load>
      </section>
      {turns && <Rotate key_={turns} onMade={setFresh} onClose={() => setTurns(undefined)} />}
      {goes && (
        <Confirm
          title={`Revoke ${goes.name}?`}
          label="Revoke"
          run={async () => {
            await api.DELETE('/api/v1/keys/{id}', { params: { path: { id: goes.id } } });
            invalidate(KEYS);
          }}
          onClose={() => setGoes(undefined)}
        >
          <p>Programs that use it are refused at once. It cannot be brought back; make another one.</p>
        </Confirm>
      )}
    </>
  );
}

const FRESH = { name: '', scopes: ['read'], ends: '', pace: '' };

function MakeKey() {
  const [form] = useState(() => made(FRESH));
  const [key, setKey] = useState<MadeKey>();
  const { draft } = form;
  const make = (event: Event) => {
    event.preventDefault();
    void form.send(async () => {
      const { name, scopes, ends, pace } = draft.peek();
      const expires_at = ends ? `${ends}T23:59:59Z` : null;
      const sends = scopes.includes(ALONE) ? { spans_per_minute: numeric(pace) } : {};
      setKey(await call<MadeKey>('POST', '/api/v1/keys', { name: name.trim(), scopes, expires_at, ...sends }));
      form.saved(FRESH);
      invalidate(KEYS);
    });
  };
  const { scopes } = draft.value;
  const sends = scopes.includes(ALONE);
  const choose = (id: string, on: boolean) =>
    form.set({ scopes: !on ? scopes.filter((one) => one != id) : id == ALONE ? [ALONE] : [...scopes, id] });
  return (
    <form class="card" onSubmit={make}>
      <h2>New key</h2>
      <Faults problem={form.problem.value} />
      <div class="inline-form">
        <Field label="Name" error={form.of('name')}>
          <input
            required
            maxLength={100}
            value={draft.value.name}
            onInput={(event) => form.set({ name: event.currentTarget.value })}
          />
        </Field>
        <Field label="Last day (UTC)" optional error={form.of('expires_at')}>
          <input
            type="date"
            value={draft.value.ends}
            onInput={(event) => form.set({ ends: event.currentTarget.value })}
          />
        </Field>
      </div>
      <fieldset>
        <legend>What it may do</legend>
        <div class="check-list">
          {SCOPES.map(({ id, means }) => (
            <Check
              key={id}
              label={id}
              hint={means}
              checked={scopes.includes(id)}
              off={sends && id != ALONE ? 'A key that sends traces may do nothing else.' : undefined}
              onChange={(on) => choose(id, on)}
            />
          ))}
        </div>
        {form.of('scopes') && <p class="fault">{form.of('scopes')}</p>}
      </fieldset>
      {sends && (
        <div class="narrow">
          <Field
            label="Spans a minute at most"
            optional
            hint="What is beyond it is turned away for the moment."
            error={form.of('spans_per_minute')}
          >
            <input
              type="number"
              min={1}
              step={1}
              value={draft.value.pace}
              onInput={(event) => form.set({ pace: event.currentTarget.value })}
            />
          </Field>
        </div>
      )}
      <div class="row">
        <Button type="submit" tone="primary" busy={form.busy.value} off={!scopes.length && 'Choose what it may do.'}>
          Make a key
        </Button>
      </div>
      {key && <Once title={`Key “${key.name}”`} text={key.key} />}
    </form>
  );
}
