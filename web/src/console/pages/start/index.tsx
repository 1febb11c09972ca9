import { useEffect } from 'preact/hooks';
import type { PageProps } from '../../lib/page';
import { title } from '../../lib/router';

export default function Start({ rest }: PageProps) {
  useEffect(() => title('Start'), []);
  return (
    <section class="page">
      <h1>Start</h1>
      <p class="muted">{rest.join(' / ')}</p>
    </section>
  );
}
