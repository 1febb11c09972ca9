// Signing in; afterwards one is where one was going.
import { useEffect } from 'preact/hooks';
import { address } from '../../lib/address';
import { useCached } from '../../lib/cache';
import type { SessionState } from '../../lib/people';
import { navigate, search, title } from '../../lib/router';
import { me } from '../../lib/session';
import { SignInForm } from '../../shell/sign-in-form';

/** Where to go then: an address of this server, whatever the link says. */
export function nextOf(given: string | null): string {
  const otherwise = '/conversations';
  if (!given) return otherwise;
  try {
    const url = new URL(given, location.origin);
    if (url.origin != location.origin || url.pathname == '/sign-in') return otherwise;
    return url.pathname + url.search + url.hash;
  } catch {
    return otherwise;
  }
}

export default function SignIn() {
  const state = useCached(address<SessionState>('/api/v1/session/state')).data.value;
  useEffect(() => title('Sign in'), []);
  useEffect(() => {
    if (me.value) navigate(nextOf(search.value.get('next')), { replace: true, force: true });
  }, [me.value]);
  if (me.value) return null;
  if (state?.needs_setup)
    return (
      <section class="stack">
        <h1>Welcome to Verbatim</h1>
        <p>
          Nobody can sign in yet. The server printed a link when it started for the first time: open it to become the
          administrator.
        </p>
        <p class="muted">
          It looks like <code>{location.origin}/welcome#…</code> and can be used once.
        </p>
      </section>
    );
  return (
    <section class="stack">
      <h1>Sign in to Verbatim</h1>
      <SignInForm />
      <p class="muted">No account, or the password is lost? Ask an admin of the project for an invitation.</p>
    </section>
  );
}
