// The fields of a number: what Meta calls it, who answers, and the secrets, which are written and never read.
import type { Schemas } from '../../lib/api';
import type { Form } from '../../lib/form';
import { Button } from '../../parts/button';
import { Chip } from '../../parts/chip';
import { Field } from '../../parts/field';
import { Check } from '../../parts/form';
import { invented, type Channel, type Draft } from './draft';

interface Props {
  form: Form<Draft>;
  channel: Channel | undefined;
  off: string | undefined;
}

export function Settings({ form, channel, off, assistants }: Props & { assistants: Schemas['Assistant'][] }) {
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

export function Secrets({ form, channel, off }: Props) {
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
