import { useEffect, useState } from 'preact/hooks';
import { at } from '../../lib/address';
import { api } from '../../lib/api';
import { invalidate, put, useCached } from '../../lib/cache';
import { useForm } from '../../lib/form';
import { given } from '../../lib/given';
import { navigate, search, title, withSearch } from '../../lib/router';
import { whyNot } from '../../lib/session';
import { Button } from '../../parts/button';
import { Confirm } from '../../parts/confirm';
import { Faults, FormFoot } from '../../parts/form';
import { changeOf, draftOf, invented, newOf, type Channel } from './draft';
import { Connection } from './connection';
import { Secrets, Settings } from './fields';
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
