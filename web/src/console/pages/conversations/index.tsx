import { useEffect } from 'preact/hooks';
import type { PageProps } from '../../lib/page';
import { title } from '../../lib/router';

export default function Conversations({ rest }: PageProps) {
  useEffect(() => title('Conversations'), []);
  return (
    <section class="page">
      <h1>Conversations</h1>
      <p class="muted">{rest.join(' / ')}</p>
    </section>
  );
}
