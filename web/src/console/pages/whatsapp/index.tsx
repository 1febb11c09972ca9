import { useEffect } from 'preact/hooks';
import type { PageProps } from '../../lib/page';
import { title } from '../../lib/router';

export default function Whatsapp({ rest }: PageProps) {
  useEffect(() => title('WhatsApp'), []);
  return (
    <section class="page">
      <h1>WhatsApp</h1>
      <p class="muted">{rest.join(' / ')}</p>
    </section>
  );
}
