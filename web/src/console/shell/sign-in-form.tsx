// Address and password, as password managers expect them.
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { asProblem, type Problem } from '../lib/problem';
import { signIn } from '../lib/session';
import { Button } from '../parts/button';
import { Field } from '../parts/field';

export function SignInForm({ email = '', done }: { email?: string; done?: () => void }) {
  const problem = useSignal<Problem | undefined>(undefined);
  const busy = useSignal(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLInputElement>(email ? '[name=password]' : '[name=email]')?.focus();
  }, []);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy.value || !form.current) return;
    const given = new FormData(form.current);
    busy.value = true;
    try {
      await signIn(`${given.get('email')}`.trim(), `${given.get('password')}`);
      done?.();
    } catch (thrown) {
      problem.value = asProblem(thrown);
      form.current.querySelector<HTMLInputElement>('[name=password]')?.select();
    } finally {
      busy.value = false;
    }
  };

  const wrong = problem.value;
  return (
    <form class="stack" ref={form} onSubmit={(event) => void submit(event)}>
      {wrong && (
        <p class="notice danger" role="alert">
          {wrong.status == 429
            ? `Too many tries. ${wrong.retryAfter ? `Wait ${wrong.retryAfter} seconds and try again.` : 'Try again in a while.'}`
            : wrong.message}
        </p>
      )}
      <Field label="E-mail address" error={wrong?.of('email')}>
        <input name="email" type="email" autocomplete="username" required defaultValue={email} />
      </Field>
      <Field label="Password" error={wrong?.of('password')}>
        <input name="password" type="password" autocomplete="current-password" required />
      </Field>
      <Button tone="primary" type="submit" busy={busy.value}>
        Sign in
      </Button>
    </form>
  );
}
