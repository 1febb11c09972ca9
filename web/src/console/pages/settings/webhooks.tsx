import { useState } from 'preact/hooks';
import { at } from '../../lib/address';
import { api, type Schemas } from '../../lib/api';
import { invalidate, useCached } from '../../lib/cache';
import { duration } from '../../lib/time';
import { given } from '../../lib/given';
import { whyNot } from '../../lib/session';
import { Button } from '../../parts/button';
import { Chip } from '../../parts/chip';
import { Confirm } from '../../parts/confirm';
import { Empty } from '../../parts/empty';
import { Load } from '../../parts/load';
import { Menu } from '../../parts/menu';
import { Once } from '../../parts/once';
import { attempt } from './attempt';
import { WebhookForm } from './webhook-form';

type Webhook = Schemas['Webhook'];
export const HOOKS = at('/api/v1/webhooks');

export function Webhooks() {
  const hooks = useCached(HOOKS);
  const [edits, setEdits] = useState<Webhook | 'new'>();
  const [secret, setSecret] = useState<{ name: string; text: string }>();
  const off = whyNot('manage');
  return (
    <>
      <div class="card-head">
        <p class="muted">A webhook tells a system of yours what happens here, signed and tried for three days.</p>
        <Button tone="primary" off={off} onClick={() => setEdits('new')}>
          Add a webhook
        </Button>
      </div>
      {secret && (
        <Once title={`Secret of ${secret.name}`} text={secret.text}>
          <p>Your receiver checks signatures with it.</p>
        </Once>
      )}
      <Load entry={hooks}>
        {({ data }) =>
          data.length ? (
            data.map((hook) => (
              <One
                key={hook.id}
                hook={hook}
                off={off}
                edit={() => setEdits(hook)}
                told={(text) => setSecret({ name: hook.name, text })}
              />
            ))
          ) : (
            <Empty title="No webhook yet" />
          )
        }
      </Load>
      {edits && (
        <WebhookForm
          hook={edits == 'new' ? undefined : edits}
          made={(name, text) => setSecret({ name, text })}
          onClose={() => setEdits(undefined)}
        />
      )}
    </>
  );
}

interface Props {
  hook: Webhook;
  off: string | undefined;
  edit: () => void;
  told: (secret: string) => void;
}

function One({ hook, off, edit, told }: Props) {
  const [asks, setAsks] = useState<'delete' | 'rotate'>();
  const [test, setTest] = useState<Schemas['WebhookTest']>();
  const { id } = hook;
  const params = { path: { id } };
  const run = () =>
    attempt(async () => setTest(given(await api.POST('/api/v1/webhooks/{id}/test', { params }))), 'Tested.');
  return (
    <section class="card" aria-label={hook.name}>
      <div class="card-head">
        <h2 class="row">
          {hook.name} {hook.enabled ? <Chip tone="success">On</Chip> : <Chip tone="sunken">Off</Chip>}
        </h2>
        <div class="row">
          <Button small off={off} onClick={edit}>
            Change
          </Button>
          <Button small off={off} onClick={() => void run()}>
            Test
          </Button>
          <Menu
            label="More"
            name={`More of ${hook.name}`}
            class="button plain small"
            items={[
              { label: 'What it was told', href: `/deliveries/events?webhook=${id}` },
              { label: 'Dead letters', href: `/deliveries/events?webhook=${id}&state=failed` },
              { label: 'New secret', run: () => setAsks('rotate'), off, apart: true },
              { label: 'Delete', danger: true, run: () => setAsks('delete'), off },
            ]}
          />
        </div>
      </div>
      {hook.disabled_reason && <p class="notice warning">Switched off by the server: {hook.disabled_reason}</p>}
      <p>
        <code>{hook.url}</code>
      </p>
      <p class="row">
        {hook.events.map((event) => (
          <Chip key={event}>{event}</Chip>
        ))}
      </p>
      <div role="status">
        {test && (
          <p class={`notice ${test.delivered ? 'success' : 'danger'}`}>
            {test.delivered ? 'Taken' : 'Not taken'}:{' '}
            {test.status != null ? `status ${test.status}` : (test.error ?? 'no answer')}, after{' '}
            {duration(test.duration_ms)}.
          </p>
        )}
      </div>
      {asks == 'rotate' && (
        <Confirm
          title="New secret"
          label="Make a new secret"
          tone="primary"
          run={async () =>
            told(
              given(await api.POST('/api/v1/webhooks/{id}/rotate-secret', { params, body: { keep_hours: 24 } })).secret,
            )
          }
          onClose={() => setAsks(undefined)}
        >
          <p>
            For 24 hours both secrets sign: put the new one in place within that time. After it, a receiver that checks
            with the old one refuses everything.
          </p>
        </Confirm>
      )}
      {asks == 'delete' && (
        <Confirm
          title={`Delete ${hook.name}?`}
          label="Delete"
          run={async () => {
            await api.DELETE('/api/v1/webhooks/{id}', { params });
            invalidate(HOOKS);
          }}
          onClose={() => setAsks(undefined)}
        >
          <p>What waits for it is not told any more. To pause it, switch it off instead.</p>
        </Confirm>
      )}
    </section>
  );
}
