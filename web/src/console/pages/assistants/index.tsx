import { useEffect } from 'preact/hooks';
import type { PageProps } from '../../lib/page';
import { title } from '../../lib/router';

export default function Assistants({ rest }: PageProps) {
  useEffect(() => title('Assistants'), []);
  return (
    <section class="page">
      <h1>Assistants</h1>
      <p class="muted">{rest.join(' / ')}</p>
    </section>
  );
}
