import { useState } from 'preact/hooks';
import { at } from '../../lib/address';
import { api, type Schemas } from '../../lib/api';
import { invalidate, useCached } from '../../lib/cache';
import { made } from '../../lib/form';
import { given } from '../../lib/given';
import { serverNow } from '../../lib/time';
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

type Key = Schemas['ApiKey'];
type Scope = Schemas['Scope'];
const KEYS = at('/api/v1/keys');

const SCOPES: { id: Scope; means: string }[] = [
  { id: 'read', means: 'conversations, deliveries, settings' },
  { id: 'review', means: 'tags, scores, comments, shared views' },
  { id: 'test', means: 'test chats' },
  { id: 'write', means: 'recording, replies, replays' },
  { id: 'delete', means: 'deleting, erasing, retention' },
  { id: 'manage', means: 'channels, assistants, webhooks, keys, the audit log' },
];

function stateOf({ revoked_at, expires_at }: Key) {
  if (revoked_at) return <Chip tone="sunken">Revoked</Chip>;
  if (expires_at && Date.parse(expires_at) < serverNow()) return <Chip tone="sunken">Ended</Chip>;
  return <Chip tone="success">Works</Chip>;
}

export function Keys() {
  const keys = useCached(KEYS);
  const [goes, setGoes] = useState<Key>();
  return (
    <>
      <MakeKey />
      <section class="card">
        <h2>Keys</h2>
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
                  { name: 'Scopes', cell: ({ scopes }) => scopes.join(', ') },
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
                    name: 'Revoke',
                    cell: (one) => (
                      <Button
                        small
                        tone="quiet"
                        off={!!one.revoked_at && 'It is revoked.'}
                        onClick={() => setGoes(one)}
                      >
                        Revoke
                      </Button>
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

function MakeKey() {
  const [form] = useState(() => made({ name: '', scopes: ['read'] as Scope[], ends: '' }));
  const [key, setKey] = useState<{ name: string; key: string }>();
  const { draft } = form;
  const make = (event: Event) => {
    event.preventDefault();
    void form.send(async () => {
      const { name, scopes, ends } = draft.peek();
      const expires_at = ends ? `${ends}T23:59:59Z` : null;
      const answer = given(await api.POST('/api/v1/keys', { body: { name: name.trim(), scopes, expires_at } }));
      setKey({ name: answer.name, key: answer.key });
      form.saved({ name: '', scopes: ['read'], ends: '' });
      invalidate(KEYS);
    });
  };
  const { scopes } = draft.value;
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
              onChange={(on) => form.set({ scopes: on ? [...scopes, id] : scopes.filter((one) => one != id) })}
            />
          ))}
        </div>
        {form.of('scopes') && <p class="fault">{form.of('scopes')}</p>}
      </fieldset>
      <div class="row">
        <Button type="submit" tone="primary" busy={form.busy.value} off={!scopes.length && 'Choose what it may do.'}>
          Make a key
        </Button>
      </div>
      {key && <Once title={`Key “${key.name}”`} text={key.key} />}
    </form>
  );
}
