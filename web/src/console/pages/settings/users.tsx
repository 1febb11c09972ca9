import { useState } from 'preact/hooks';
import { api } from '../../lib/api';
import { invalidate, useCached } from '../../lib/cache';
import { made } from '../../lib/form';
import { given } from '../../lib/given';
import { me } from '../../lib/session';
import { Button } from '../../parts/button';
import { Confirm } from '../../parts/confirm';
import { Field } from '../../parts/field';
import { Faults } from '../../parts/form';
import { Load } from '../../parts/load';
import { Once } from '../../parts/once';
import { RelativeTime } from '../../parts/relative-time';
import { Table } from '../../parts/table';
import { attempt } from './attempt';
import { INVITATIONS, ROLES, USERS, type Role, type User } from './people';

/** Only owners make owners, or take that away. */
const ownersOnly = (role: Role) =>
  role == 'owner' && me.value?.role != 'owner' ? 'Only an owner can change what an owner is.' : undefined;

export function Users() {
  const users = useCached(USERS);
  const [leaves, setLeaves] = useState<User>();
  const change = async ({ id }: User, role: Role) => {
    await attempt(
      () => api.PATCH('/api/v1/users/{id}', { params: { path: { id } }, body: { role } }),
      'The role is changed.',
    );
    invalidate(USERS);
  };
  return (
    <>
      <section class="card">
        <h2>People</h2>
        <Load entry={users}>
          {({ data }) => (
            <Table
              caption="People of the project"
              rows={data}
              id={({ id }) => id}
              columns={[
                {
                  name: 'Name',
                  cell: ({ name, email, id }) => (
                    <>
                      <span dir="auto">{name || email}</span>
                      {id == me.value?.user.id && ' (you)'}
                      {name && <div class="muted">{email}</div>}
                    </>
                  ),
                },
                { name: 'Role', cell: (one) => <RoleOf user={one} change={(role) => void change(one, role)} /> },
                { name: 'Since', cell: ({ created_at }) => <RelativeTime at={created_at} /> },
                {
                  name: 'Last seen',
                  cell: ({ last_seen_at }) =>
                    last_seen_at ? <RelativeTime at={last_seen_at} /> : <span class="muted">never</span>,
                },
                {
                  name: 'Remove',
                  cell: (one) => (
                    <Button
                      small
                      tone="quiet"
                      off={one.id == me.value?.user.id ? 'You cannot remove yourself.' : ownersOnly(one.role)}
                      onClick={() => setLeaves(one)}
                    >
                      Remove
                    </Button>
                  ),
                },
              ]}
            />
          )}
        </Load>
        <dl class="facts">
          {ROLES.map(({ id, label, may }) => [<dt key={id}>{label}</dt>, <dd key={`${id}-may`}>{may}</dd>])}
        </dl>
      </section>
      <Invitations />
      {leaves && (
        <Confirm
          title={`Remove ${leaves.name || leaves.email}?`}
          label="Remove"
          run={async () => {
            await api.DELETE('/api/v1/users/{id}', { params: { path: { id: leaves.id } } });
            invalidate(USERS);
          }}
          onClose={() => setLeaves(undefined)}
        >
          <p>Their sessions in this project end at once. What they tagged, scored and wrote stays, with their name.</p>
        </Confirm>
      )}
    </>
  );
}

function RoleOf({ user, change }: { user: User; change: (role: Role) => void }) {
  const off = user.id == me.value?.user.id ? 'Somebody else has to change your role.' : ownersOnly(user.role);
  return (
    <select
      aria-label={`Role of ${user.name || user.email}`}
      value={user.role}
      disabled={!!off}
      title={off}
      onChange={(event) => change(event.currentTarget.value as Role)}
    >
      {ROLES.map(({ id, label }) => (
        <option key={id} value={id} disabled={!!ownersOnly(id)}>
          {label}
        </option>
      ))}
    </select>
  );
}

function Invitations() {
  const open = useCached(INVITATIONS);
  const [form] = useState(() => made({ email: '', role: 'reviewer' as Role }));
  const [sent, setSent] = useState<{ email: string; link: string }>();
  const { draft } = form;
  const invite = (event: Event) => {
    event.preventDefault();
    void form.send(async () => {
      const { email, role } = draft.peek();
      const { link } = given(await api.POST('/api/v1/invitations', { body: { email: email.trim(), role } }));
      setSent({ email: email.trim(), link });
      form.saved({ email: '', role });
      invalidate(INVITATIONS);
    });
  };
  return (
    <section class="card">
      <h2>Invitations</h2>
      <p class="muted">No mail is sent: pass the link on yourself. It can be used once.</p>
      <form class="stack" onSubmit={invite}>
        <Faults problem={form.problem.value} />
        <div class="inline-form">
          <Field label="E-mail address" error={form.of('email')}>
            <input
              type="email"
              required
              autocomplete="off"
              value={draft.value.email}
              onInput={(event) => form.set({ email: event.currentTarget.value })}
            />
          </Field>
          <Field label="Role" error={form.of('role')}>
            <select
              value={draft.value.role}
              onChange={(event) => form.set({ role: event.currentTarget.value as Role })}
            >
              {ROLES.map(({ id, label, may }) => (
                <option key={id} value={id} disabled={!!ownersOnly(id)}>
                  {label}: {may}
                </option>
              ))}
            </select>
          </Field>
          <Button type="submit" tone="primary" busy={form.busy.value}>
            Invite
          </Button>
        </div>
      </form>
      {sent && <Once title={`Link for ${sent.email}`} text={sent.link} />}
      <Load entry={open}>
        {({ data }) =>
          data.length > 0 && (
            <Table
              caption="Open invitations"
              rows={data}
              id={({ id }) => id}
              columns={[
                { name: 'For', cell: ({ email }) => email },
                { name: 'Role', cell: ({ role }) => ROLES.find(({ id }) => id == role)?.label ?? role },
                { name: 'By', cell: ({ invited_by }) => invited_by },
                { name: 'Made', cell: ({ created_at }) => <RelativeTime at={created_at} /> },
                { name: 'Ends', cell: ({ expires_at }) => <RelativeTime at={expires_at} /> },
                {
                  name: 'Take back',
                  cell: ({ id }) => (
                    <Button
                      small
                      tone="quiet"
                      onClick={() =>
                        void attempt(
                          () => api.DELETE('/api/v1/invitations/{id}', { params: { path: { id } } }),
                          'The link does not work any more.',
                        ).then(() => invalidate(INVITATIONS))
                      }
                    >
                      Take back
                    </Button>
                  ),
                },
              ]}
            />
          )
        }
      </Load>
    </section>
  );
}
