import { useEffect } from 'preact/hooks';
import type { PageProps } from '../../lib/page';
import { title } from '../../lib/router';

export default function TestChat({ rest }: PageProps) {
  useEffect(() => title('Test chat'), []);
  return (
    <section class="page">
      <h1>Test chat</h1>
      <p class="muted">{rest.join(' / ')}</p>
    </section>
  );
}
