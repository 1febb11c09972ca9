import { useState } from 'preact/hooks';
import { api } from '../../lib/api';
import { invalidate, useCached } from '../../lib/cache';
import { made, useForm } from '../../lib/form';
import { given } from '../../lib/given';
import { adopt, me } from '../../lib/session';
import { direction, singleKeys, theme, zone } from '../../lib/settings';
import { fullTime, minute, zoneName } from '../../lib/time';
import { Button } from '../../parts/button';
import { Chip } from '../../parts/chip';
import { Combobox } from '../../parts/combobox';
import { Field } from '../../parts/field';
import { Check, Faults } from '../../parts/form';
import { Load } from '../../parts/load';
import { RelativeTime } from '../../parts/relative-time';
import { Table } from '../../parts/table';
import { attempt } from './attempt';
import { browser } from './browser';
import { SESSIONS } from './people';

export function Profile() {
  return (
    <>
      <NameCard />
      <LookCard />
      <PasswordCard />
      <SessionsCard />
    </>
  );
}

function NameCard() {
  const who = me.value;
  const form = useForm({ name: who?.user.name ?? '' });
  const save = (event: Event) => {
    event.preventDefault();
    const { name } = form.draft.peek();
    void form.send(async () => {
      adopt(given(await api.PATCH('/api/v1/me', { body: { name: name.trim() } })));
      form.saved({ name: name.trim() });
    }, 'Saved.');
  };
  return (
    <form class="card" onSubmit={save}>
      <h2>You</h2>
      <p class="muted">
        {who?.user.email}, {who?.role} of {who?.project.name}
      </p>
      <Faults problem={form.problem.value} />
      <div class="inline-form narrow">
        <Field label="Name" error={form.of('name')}>
          <input
            autocomplete="name"
            maxLength={100}
            value={form.draft.value.name}
            onInput={(event) => form.set({ name: event.currentTarget.value })}
          />
        </Field>
        <Button type="submit" busy={form.busy.value} off={!form.dirty.value && 'Nothing has changed.'}>
          Save
        </Button>
      </div>
    </form>
  );
}

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((one) => one != 'UTC')];

function LookCard() {
  return (
    <section class="card">
      <h2>This browser</h2>
      <div class="form-grid">
        <Field label="Colours">
          <select
            value={theme.value}
            onChange={(event) => (theme.value = event.currentTarget.value as typeof theme.value)}
          >
            <option value="system">As the system</option>
            <option value="light">Light</option>
            <option value="dark">Dark</option>
          </select>
        </Field>
        <Field label="Time zone" hint={`Now ${fullTime(minute.value)}. Files are always in UTC.`}>
          <Combobox
            options={[
              { value: '', label: 'As the browser' },
              ...ZONES.map((one) => ({ value: one, label: one.replaceAll('_', ' ') })),
            ]}
            value={zone.value}
            onChoose={(value) => (zone.value = value)}
            placeholder={zoneName.value}
          />
        </Field>
        <Field label="Direction">
          <select
            value={direction.value}
            onChange={(event) => (direction.value = event.currentTarget.value as typeof direction.value)}
          >
            <option value="ltr">Left to right</option>
            <option value="rtl">Right to left</option>
          </select>
        </Field>
      </div>
      <Check
        label="Single letters are keys"
        hint="Off, only Ctrl-K and Escape are."
        checked={singleKeys.value == 'on'}
        onChange={(on) => (singleKeys.value = on ? 'on' : 'off')}
      />
    </section>
  );
}

function PasswordCard() {
  const [form] = useState(() => made({ current: '', wanted: '' }));
  const { draft } = form;
  const save = (event: Event) => {
    event.preventDefault();
    const { current, wanted } = draft.peek();
    void form.send(async () => {
      await api.PATCH('/api/v1/me', { body: { password: { current, new: wanted } } });
      form.saved({ current: '', wanted: '' });
      invalidate(SESSIONS);
    }, 'The password is changed.');
  };
  return (
    <form class="card" onSubmit={save}>
      <h2>Password</h2>
      <Faults problem={form.problem.value} />
      <div class="inline-form">
        <Field label="Present password" error={form.of('password.current')}>
          <input
            type="password"
            autocomplete="current-password"
            required
            value={draft.value.current}
            onInput={(event) => form.set({ current: event.currentTarget.value })}
          />
        </Field>
        <Field label="New password" hint="10 to 200 characters." error={form.of('password.new') ?? form.of('password')}>
          <input
            type="password"
            autocomplete="new-password"
            required
            minLength={10}
            maxLength={200}
            value={draft.value.wanted}
            onInput={(event) => form.set({ wanted: event.currentTarget.value })}
          />
        </Field>
        <Button type="submit" busy={form.busy.value}>
          Change
        </Button>
      </div>
    </form>
  );
}

function SessionsCard() {
  const sessions = useCached(SESSIONS);
  const remove = (id?: string): Promise<unknown> =>
    id ? api.DELETE('/api/v1/me/sessions/{id}', { params: { path: { id } } }) : api.DELETE('/api/v1/me/sessions');
  const end = async (id?: string) => {
    const done = id ? 'That session has ended.' : 'All other sessions have ended.';
    if (await attempt(() => remove(id), done)) invalidate(SESSIONS);
  };
  return (
    <section class="card">
      <div class="card-head">
        <h2>Where you are signed in</h2>
        <Button
          small
          off={(sessions.data.value?.data.length ?? 0) < 2 && 'There is no other session.'}
          onClick={() => void end()}
        >
          End all others
        </Button>
      </div>
      <Load entry={sessions}>
        {({ data }) => (
          <Table
            caption="Sessions"
            rows={data}
            id={({ id }) => id}
            columns={[
              {
                name: 'Browser',
                cell: ({ agent, current }) => (
                  <>
                    <span title={agent}>{browser(agent)}</span> {current && <Chip tone="success">This one</Chip>}
                  </>
                ),
              },
              { name: 'Address', cell: ({ address }) => address },
              { name: 'Signed in', cell: ({ created_at }) => <RelativeTime at={created_at} /> },
              { name: 'Last seen', cell: ({ last_seen_at }) => <RelativeTime at={last_seen_at} /> },
              {
                name: 'End',
                cell: ({ id, current }) => (
                  <Button small off={current && 'Sign out instead.'} onClick={() => void end(id)}>
                    End
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Load>
    </section>
  );
}
