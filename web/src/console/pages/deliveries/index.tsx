import '../../parts/form.css';
import './deliveries.css';
import { useEffect } from 'preact/hooks';
import type { PageProps } from '../../lib/page';
import { title } from '../../lib/router';
import { NotFound } from '../../shell/crash';
import { Events } from './events';
import { Inbound } from './inbound';
import { Outbox } from './outbox';

const PARTS = [
  { id: '', label: 'Received', Part: Inbound },
  { id: 'outbox', label: 'To be sent', Part: Outbox },
  { id: 'events', label: 'Webhooks out', Part: Events },
];

export default function Deliveries({ rest: [id = ''] }: PageProps) {
  const part = PARTS.find((one) => one.id == id);
  useEffect(() => title(...(part ? [part.label] : []), 'Deliveries'), [part]);
  if (!part) return <NotFound />;
  return (
    <section class="page">
      <div class="page-head">
        <h1>Deliveries</h1>
      </div>
      <nav class="tab-links" aria-label="Kinds of deliveries">
        {PARTS.map((one) => (
          <a key={one.id} href={`/deliveries${one.id && `/${one.id}`}`} aria-current={one == part ? 'page' : undefined}>
            {one.label}
          </a>
        ))}
      </nav>
      <part.Part key={id} />
    </section>
  );
}
