import { useEffect } from 'preact/hooks';
import type { PageProps } from '../../lib/page';
import { title } from '../../lib/router';

export default function Welcome({ rest }: PageProps) {
  useEffect(() => title('Welcome'), []);
  return (
    <section class="page">
      <h1>Welcome</h1>
      <p class="muted">{rest.join(' / ')}</p>
    </section>
  );
}
