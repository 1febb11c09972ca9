import { useEffect } from 'preact/hooks';
import type { PageProps } from '../../lib/page';
import { title } from '../../lib/router';

export default function Deliveries({ rest }: PageProps) {
  useEffect(() => title('Deliveries'), []);
  return (
    <section class="page">
      <h1>Deliveries</h1>
      <p class="muted">{rest.join(' / ')}</p>
    </section>
  );
}
