import { useEffect } from 'preact/hooks';
import type { PageProps } from '../../lib/page';
import { title } from '../../lib/router';

export default function Widgets({ rest }: PageProps) {
  useEffect(() => title('Widgets'), []);
  return (
    <section class="page">
      <h1>Widgets</h1>
      <p class="muted">{rest.join(' / ')}</p>
    </section>
  );
}
