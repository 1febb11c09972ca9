import { useEffect } from 'preact/hooks';
import type { PageProps } from '../../lib/page';
import { title } from '../../lib/router';

export default function Settings({ rest }: PageProps) {
  useEffect(() => title('Settings'), []);
  return (
    <section class="page">
      <h1>Settings</h1>
      <p class="muted">{rest.join(' / ')}</p>
    </section>
  );
}
