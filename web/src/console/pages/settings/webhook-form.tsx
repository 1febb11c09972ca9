import { useState } from 'preact/hooks';
import { at } from '../../lib/address';
import { api, type Schemas } from '../../lib/api';
import { invalidate } from '../../lib/cache';
import { changes, made as form_ } from '../../lib/form';
import { given } from '../../lib/given';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { Field } from '../../parts/field';
import { Check, Faults } from '../../parts/form';

type Event_ = Schemas['Happening'];

const EVENTS: { id: Event_; means: string }[] = [
  { id: 'conversation.started', means: 'one began' },
  { id: 'conversation.ended', means: 'with its transcript' },
  { id: 'conversation.handover', means: 'a person is to go on' },
  { id: 'message.recorded', means: 'somebody said something' },
  { id: 'message.failed', means: 'it did not reach its customer' },
  { id: 'answer.failed', means: 'the assistant had none' },
  { id: 'window.expired', means: 'the 24 hours are over' },
];

interface Props {
  hook: Schemas['Webhook'] | undefined;
  made: (name: string, secret: string) => void;
  onClose: () => void;
}

export function WebhookForm({ hook, made, onClose }: Props) {
  const before = {
    name: hook?.name ?? '',
    url: hook?.url ?? '',
    events: hook?.events ?? (['conversation.ended'] as Event_[]),
    enabled: hook?.enabled ?? true,
  };
  const [form] = useState(() => form_(before));
  const { draft } = form;
  const { name, url, events, enabled } = draft.value;
  const save = async (event: Event) => {
    event.preventDefault();
    const done = await form.send(async () => {
      const now = { ...draft.peek(), name: name.trim(), url: url.trim() };
      if (hook) {
        const body = changes(before, now) as Schemas['WebhookChange'];
        await api.PATCH('/api/v1/webhooks/{id}', { params: { path: { id: hook.id } }, body });
      } else made(now.name, given(await api.POST('/api/v1/webhooks', { body: now })).secret);
      invalidate(at('/api/v1/webhooks'));
    }, 'Saved.');
    if (done) onClose();
  };
  return (
    <Dialog title={hook ? `Change ${hook.name}` : 'Add a webhook'} onClose={onClose}>
      <form class="stack" onSubmit={(event) => void save(event)}>
        <Faults problem={form.problem.value} />
        <Field label="Name" error={form.of('name')}>
          <input
            required
            maxLength={100}
            value={name}
            onInput={(event) => form.set({ name: event.currentTarget.value })}
          />
        </Field>
        <Field label="Address" error={form.of('url')} hint="Events that wait go to it, too.">
          <input
            type="url"
            required
            maxLength={2000}
            value={url}
            placeholder="https://crm.example.com/hooks/verbatim"
            onInput={(event) => form.set({ url: event.currentTarget.value })}
          />
        </Field>
        <fieldset>
          <legend>What it is told</legend>
          {EVENTS.map(({ id, means }) => (
            <Check
              key={id}
              label={<code>{id}</code>}
              hint={means}
              checked={events.includes(id)}
              onChange={(on) => form.set({ events: on ? [...events, id] : events.filter((one) => one != id) })}
            />
          ))}
          {form.of('events') && <p class="fault">{form.of('events')}</p>}
        </fieldset>
        <Check label="On" checked={enabled} onChange={(on) => form.set({ enabled: on })} />
        <div class="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            tone="primary"
            busy={form.busy.value}
            off={!events.length && 'Choose at least one event.'}
          >
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
