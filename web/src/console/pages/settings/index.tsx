import '../../parts/form.css';
import './settings.css';
import { useEffect } from 'preact/hooks';
import type { PageProps } from '../../lib/page';
import { title } from '../../lib/router';
import { may, whyNot } from '../../lib/session';
import { NotFound } from '../../shell/crash';
import { Audit } from './audit';
import { Erase } from './erase';
import { Keys } from './keys';
import { Prices } from './prices';
import { Profile } from './profile';
import { Rates } from './rates';
import { Retention } from './retention';
import { Sources } from './sources';
import { Users } from './users';
import { Webhooks } from './webhooks';

/** `open` is for everybody; the others ask for the right to manage before they ask the server. */
const PARTS = [
  { id: 'profile', label: 'Profile', Part: Profile, open: true },
  { id: 'users', label: 'People', Part: Users },
  { id: 'keys', label: 'API keys', Part: Keys },
  { id: 'sources', label: 'Sources', Part: Sources, open: true },
  { id: 'prices', label: 'Prices', Part: Prices, open: true },
  { id: 'rate-card', label: 'Rate card', Part: Rates, open: true },
  { id: 'webhooks', label: 'Webhooks', Part: Webhooks, open: true },
  { id: 'retention', label: 'Retention', Part: Retention, open: true },
  { id: 'erase', label: 'Erase a person', Part: Erase, open: true },
  { id: 'audit', label: 'Audit log', Part: Audit },
];

export default function Settings({ rest: [id = 'profile'] }: PageProps) {
  const part = PARTS.find((one) => one.id == id);
  useEffect(() => title(...(part ? [part.label] : []), 'Settings'), [part]);
  if (!part) return <NotFound />;
  return (
    <section class="page">
      <h1>Settings</h1>
      <div class="settings">
        <nav class="settings-nav" aria-label="Settings">
          {PARTS.map((one) => (
            <a key={one.id} href={`/settings/${one.id}`} aria-current={one == part ? 'page' : undefined}>
              {one.label}
            </a>
          ))}
        </nav>
        <div class="settings-part">
          {part.open || may('manage') ? <part.Part key={id} /> : <p class="notice">{whyNot('manage')}</p>}
        </div>
      </div>
    </section>
  );
}
