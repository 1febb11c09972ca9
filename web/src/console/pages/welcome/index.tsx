// The first administrator's link and every invitation: who one is to be, and a password. The token stays in the fragment.
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { call } from '../../lib/api';
import type { Invitation, Me } from '../../lib/people';
import { asProblem, type Problem } from '../../lib/problem';
import { fragment, navigate, title } from '../../lib/router';
import { adopt } from '../../lib/session';
import { Button } from '../../parts/button';
import { ErrorBox } from '../../parts/error-box';
import { Field } from '../../parts/field';
import { Skeleton } from '../../parts/skeleton';

export default function Welcome() {
  const invitation = useSignal<Invitation | undefined>(undefined);
  const problem = useSignal<Problem | undefined>(undefined);
  const token = fragment.value;
  const look = async () => {
    problem.value = undefined;
    try {
      invitation.value = await call<Invitation>('POST', '/api/v1/invitations/look', { token });
    } catch (thrown) {
      problem.value = asProblem(thrown);
    }
  };
  useEffect(() => title('Welcome'), []);
  useEffect(() => void look(), [token]);

  const wrong = problem.value;
  if (wrong?.status == 404)
    return (
      <section class="stack">
        <h1>This link cannot be used</h1>
        <p>It was used already, has expired, or was not copied whole. Ask whoever sent it for a new one.</p>
        <p>
          <a href="/sign-in">Sign in</a>
        </p>
      </section>
    );
  if (wrong) return <ErrorBox problem={wrong} retry={() => void look()} />;
  return invitation.value ? <Accept token={token} {...invitation.value} /> : <Skeleton lines={4} />;
}

function Accept({ token, email, role, project, known, resets }: Invitation & { token: string }) {
  const form = useRef<HTMLFormElement>(null);
  const problem = useSignal<Problem | undefined>(undefined);
  const busy = useSignal(false);
  useEffect(() => form.current?.querySelector<HTMLInputElement>('input:not([readonly])')?.focus(), []);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (!form.current || busy.value) return;
    const given = new FormData(form.current);
    const text = (name: string) => (given.has(name) ? `${given.get(name)}` : undefined);
    busy.value = true;
    try {
      const body = {
        token,
        email: email ?? text('email')?.trim(),
        name: text('name')?.trim(),
        password: text('password'),
      };
      adopt(await call<Me>('POST', '/api/v1/invitations/accept', body));
      navigate(email ? '/conversations' : '/start', { replace: true, force: true });
    } catch (thrown) {
      problem.value = asProblem(thrown);
      requestAnimationFrame(() => form.current?.querySelector<HTMLInputElement>('[aria-invalid=true]')?.focus());
    } finally {
      busy.value = false;
    }
  };

  const wrong = problem.value;
  // Whoever is known and did not forget it has a password already.
  const old = known && !resets;
  const words = resets
    ? 'Choose a new password. You are signed in with it at once.'
    : email
      ? `You are invited as ${role}. ${known ? 'You have an account already: enter its password.' : 'Choose a name and a password.'}`
      : 'You are the first here and will be the owner. Choose with what you sign in.';
  return (
    <form class="stack" ref={form} onSubmit={(event) => void submit(event)}>
      <h1>{resets ? 'A new password' : email ? `Join ${project.name}` : 'Welcome to Verbatim'}</h1>
      <p>{words}</p>
      {wrong && !wrong.errors.length && (
        <p class="notice danger" role="alert">
          {wrong.message}
        </p>
      )}
      <Field label="E-mail address" error={wrong?.of('email')}>
        <input
          name="email"
          type="email"
          autocomplete="username"
          required
          readOnly={!!email}
          defaultValue={email ?? ''}
        />
      </Field>
      {!known && !resets && (
        <Field label="Your name" error={wrong?.of('name')}>
          <input name="name" type="text" autocomplete="name" required maxLength={100} />
        </Field>
      )}
      <Field
        label="Password"
        hint={old ? undefined : 'At least 10 characters; a sentence is good.'}
        error={wrong?.of('password')}
      >
        <input
          name="password"
          type="password"
          autocomplete={old ? 'current-password' : 'new-password'}
          required
          minLength={old ? undefined : 10}
          maxLength={200}
        />
      </Field>
      <Button tone="primary" type="submit" busy={busy.value}>
        {resets ? 'Save and sign in' : email ? 'Join' : 'Begin'}
      </Button>
    </form>
  );
}
