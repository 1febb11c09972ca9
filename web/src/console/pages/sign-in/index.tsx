import { useEffect } from 'preact/hooks';
import type { PageProps } from '../../lib/page';
import { title } from '../../lib/router';

export default function SignIn({ rest }: PageProps) {
  useEffect(() => title('Sign in'), []);
  return (
    <section class="page">
      <h1>Sign in</h1>
      <p class="muted">{rest.join(' / ')}</p>
    </section>
  );
}
