import { useEffect, useState } from 'preact/hooks';
import { at } from '../../lib/address';
import { api, type Schemas } from '../../lib/api';
import { invalidate, put, useCached } from '../../lib/cache';
import { useForm, type Form } from '../../lib/form';
import { given } from '../../lib/given';
import { navigate, search, title, withSearch } from '../../lib/router';
import { whyNot } from '../../lib/session';
import { Button } from '../../parts/button';
import { Chip } from '../../parts/chip';
import { Confirm } from '../../parts/confirm';
import { Field } from '../../parts/field';
import { Check, Faults, FormFoot } from '../../parts/form';
import { changeOf, draftOf, invented, newOf, type Channel, type Draft } from './draft';
import { Connection } from './connection';
import { Templates } from './templates';

const PARTS = [
  { id: 'settings', label: 'Settings' },
  { id: 'connection', label: 'Webhook' },
  { id: 'templates', label: 'Templates' },
] as const;

/** The token of a number that was saved a moment ago: it can be copied until the page is left. */
const told = { id: '', token: '' };

export function Editor({ channel }: { channel?: Channel }) {
  const form = useForm(draftOf(channel));
  const [asks, setAsks] = useState(false);
  const assistants = useCached(at('/api/v1/assistants')).data.value?.data ?? [];
  const name = channel?.name ?? 'Connect a number';
  const off = whyNot('manage');
  const part = (channel && PARTS.find(({ id }) => id == search.value.get('part'))?.id) || 'settings';
  useEffect(() => title(name, 'WhatsApp'), [name]);
  useEffect(() => {
    if (!channel) form.set({ verify_token: invented() });
  }, []);

  const save = (event: Event) => {
    event.preventDefault();
    void form.send(async () => {
      const draft = form.draft.peek();
      const now = channel
        ? given(
            await api.PATCH('/api/v1/channels/{id}', {
              params: { path: { id: channel.id } },
              body: changeOf(draftOf(channel), draft),
            }),
          )
        : given(await api.POST('/api/v1/channels', { body: newOf(draft) }));
      if (draft.verify_token) Object.assign(told, { id: now.id, token: draft.verify_token.trim() });
      form.saved(draftOf(now));
      // The page that comes next looks for it there.
      put(at('/api/v1/channels'), given(await api.GET('/api/v1/channels')));
      if (!channel || draft.verify_token)
        navigate(`/whatsapp/${now.id}?part=connection`, { replace: !channel, force: true });
    }, 'Saved.');
  };
  return (
    <section class="page">
      <a class="back" href="/whatsapp">
        All numbers
      </a>
      <div class="page-head">
        <h1>{name}</h1>
        {channel && (
          <Button tone="quiet" off={off} onClick={() => setAsks(true)}>
            Remove
          </Button>
        )}
      </div>
      {off && <p class="notice">{off} What is set can be read here.</p>}
      {channel && (
        <nav class="tab-links" aria-label="Parts of the number">
          {PARTS.map(({ id, label }) => (
            <a
              key={id}
              href={withSearch({ part: id == 'settings' ? null : id })}
              aria-current={part == id ? 'page' : undefined}
            >
              {label}
            </a>
          ))}
        </nav>
      )}
      {channel && part == 'connection' && (
        <Connection channel={channel} token={told.id == channel.id ? told.token : undefined} />
      )}
      {channel && part == 'templates' && <Templates channel={channel} off={off} />}
      {part == 'settings' && (
        <form class="form" onSubmit={save}>
          <Faults problem={form.problem.value} />
          <Settings form={form} channel={channel} off={off} assistants={assistants} />
          <Secrets form={form} channel={channel} off={off} />
          <FormFoot form={form} off={off} label={channel ? 'Save' : 'Connect'} fresh={!channel} />
        </form>
      )}
      {asks && channel && <Remove channel={channel} onClose={() => setAsks(false)} />}
    </section>
  );
}

interface Props {
  form: Form<Draft>;
  channel: Channel | undefined;
  off: string | undefined;
}

function Settings({ form, channel, off, assistants }: Props & { assistants: Schemas['Assistant'][] }) {
  const draft = form.draft.value;
  const { set, of } = form;
  const text = (
    name: 'name' | 'waba_id' | 'display_phone_number' | 'phone_number_id',
    label: string,
    hint: string,
    more: Record<string, unknown> = {},
  ) => (
    <Field label={label} hint={hint} error={of(name)}>
      <input
        readOnly={!!off}
        value={draft[name]}
        onInput={(event) => set({ [name]: event.currentTarget.value })}
        {...more}
      />
    </Field>
  );
  return (
    <section class="card">
      <h2>The number</h2>
      <div class="form-grid">
        {text('name', 'Name', 'What people call it here.', { required: true, maxLength: 100 })}
        {text('display_phone_number', 'Number', 'In any notation, with its country code.', { type: 'tel' })}
        {text(
          'phone_number_id',
          'Phone number ID',
          channel ? 'Stays as it is.' : 'From “API Setup” of Meta’s app dashboard.',
          {
            inputMode: 'numeric',
            ...(channel ? { readOnly: true } : { required: true }),
          },
        )}
        {text('waba_id', 'Business account ID', 'For templates. From the same place.', { inputMode: 'numeric' })}
        <Field label="Assistant" hint="Who answers new conversations." error={of('assistant_id')}>
          <select
            disabled={!!off}
            value={draft.assistant_id}
            onChange={(event) => set({ assistant_id: event.currentTarget.value })}
          >
            <option value="">Nobody: people reply</option>
            {assistants.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </Field>
        <Field
          label="Messages a second"
          hint="80; 20 where the number is used in the app as well; 1,000 once Meta has raised it."
          error={of('messages_per_second')}
        >
          <input
            type="number"
            min={1}
            max={1000}
            readOnly={!!off}
            value={draft.messages_per_second}
            onInput={(event) => set({ messages_per_second: event.currentTarget.value })}
          />
        </Field>
        <Field
          label="Send again after (minutes)"
          optional
          hint="A message in doubt, at the risk that the customer gets it twice. Empty: a person decides."
          error={of('resend_after_minutes')}
        >
          <input
            type="number"
            min={1}
            max={1440}
            readOnly={!!off}
            value={draft.resend_after_minutes}
            onInput={(event) => set({ resend_after_minutes: event.currentTarget.value })}
          />
        </Field>
      </div>
      {channel && (
        <Check
          label="On"
          hint="Off, deliveries are refused; Meta keeps trying for days."
          checked={draft.enabled}
          off={off}
          onChange={(enabled) => set({ enabled })}
        />
      )}
    </section>
  );
}

function Secrets({ form, channel, off }: Props) {
  const draft = form.draft.value;
  const { set, of } = form;
  const kept = (there: boolean | undefined) => (there ? 'Stored. Leave empty to keep it.' : 'Not stored yet.');
  return (
    <section class="card">
      <h2>Secrets</h2>
      <p class="muted">Stored sealed and never shown again.</p>
      <div class="form-grid">
        <Field
          label={channel ? 'Another app secret' : 'App secret'}
          optional={!!channel}
          hint={
            channel
              ? 'Several may sign while one is being changed, three at most.'
              : 'From “App settings, Basic”. Deliveries must be signed by it.'
          }
          error={of('app_secret') ?? of('add_app_secret')}
        >
          <input
            type="password"
            autocomplete="off"
            required={!channel}
            readOnly={!!off}
            value={draft.app_secret}
            onInput={(event) => set({ app_secret: event.currentTarget.value })}
          />
        </Field>
        <Field
          label="Access token"
          optional
          hint={channel ? kept(channel.has_access_token) : 'Needed to send, for templates and for files.'}
          error={of('access_token')}
        >
          <input
            type="password"
            autocomplete="off"
            readOnly={!!off}
            value={draft.access_token}
            onInput={(event) => set({ access_token: event.currentTarget.value })}
          />
        </Field>
        <div class="stack">
          <Field
            label="Verify token"
            optional
            hint={channel ? kept(channel.has_verify_token) : 'Invented here; Meta must present it.'}
            error={of('verify_token')}
          >
            <input
              class="mono"
              autocomplete="off"
              readOnly={!!off}
              value={draft.verify_token}
              onInput={(event) => set({ verify_token: event.currentTarget.value })}
            />
          </Field>
          {!off && (
            <div class="row">
              <Button small onClick={() => set({ verify_token: invented() })}>
                Invent one
              </Button>
            </div>
          )}
        </div>
      </div>
      {channel && (
        <div class="row">
          <span class="muted">Secrets that may sign:</span>
          {channel.app_secrets.map((print) => (
            <Chip
              key={print}
              tone={draft.remove_app_secret == print ? 'danger' : 'plain'}
              name={`app secret ${print}`}
              {...(!off &&
                channel.app_secrets.length > 1 && {
                  onRemove: () => set({ remove_app_secret: draft.remove_app_secret == print ? '' : print }),
                })}
            >
              {print}
              {draft.remove_app_secret == print && ', removed on saving'}
            </Chip>
          ))}
          {of('remove_app_secret') && <p class="fault">{of('remove_app_secret')}</p>}
        </div>
      )}
    </section>
  );
}

function Remove({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const run = async () => {
    await api.DELETE('/api/v1/channels/{id}', { params: { path: { id: channel.id } } });
    invalidate(at('/api/v1/channels'));
    navigate('/whatsapp', { force: true });
  };
  return (
    <Confirm title={`Remove ${channel.name}?`} label="Remove" run={run} onClose={onClose}>
      <p>Only a number by which no conversation came can be removed. One that was used can be switched off.</p>
    </Confirm>
  );
}
