import { useEffect } from 'preact/hooks';
import type { PageProps } from '../../lib/page';
import { title } from '../../lib/router';

export default function Conversation({ rest }: PageProps) {
  useEffect(() => title('Conversation'), []);
  return (
    <section class="page">
      <h1>Conversation</h1>
      <p class="muted">{rest.join(' / ')}</p>
    </section>
  );
}
