import { useEffect } from 'preact/hooks';
import type { PageProps } from '../../lib/page';
import { title } from '../../lib/router';

export default function Insights({ rest }: PageProps) {
  useEffect(() => title('Insights'), []);
  return (
    <section class="page">
      <h1>Insights</h1>
      <p class="muted">{rest.join(' / ')}</p>
    </section>
  );
}
