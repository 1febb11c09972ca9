import { at } from '../lib/address';
import { useCached } from '../lib/cache';
import { count } from '../lib/format';
import { path } from '../lib/router';
import { Menu } from '../parts/menu';
import { UserMenu } from './user-menu';

export const PAGES = [
  { href: '/conversations', label: 'Conversations' },
  { href: '/test-chat', label: 'Test chat' },
  { href: '/insights', label: 'Insights' },
  { href: '/traces', label: 'Traces' },
  { href: '/assistants', label: 'Assistants' },
  { href: '/widgets', label: 'Widgets' },
  { href: '/whatsapp', label: 'WhatsApp' },
  { href: '/deliveries', label: 'Deliveries' },
  { href: '/settings', label: 'Settings' },
];
/** How many of them the bar of a narrow screen has; the others are behind "More". */
const SHORT = 3;

const within = (href: string) => path.value == href || path.value.startsWith(`${href}/`);

export function Nav() {
  const counts = useCached(at('/api/v1/conversations/counts', { include_test: true }));
  const total = counts.data.value?.total;
  return (
    <nav class="nav" aria-label="Main">
      <a class="brand" href="/conversations">
        Verbatim
      </a>
      <ul>
        {PAGES.map(({ href, label }, index) => (
          <li key={href} class={index >= SHORT ? 'later' : undefined}>
            <a href={href} aria-current={within(href) ? 'page' : undefined}>
              <span>{label}</span>
              {href == '/conversations' && total && (
                <span class="nav-count">
                  {count(total)}
                  <span class="visually-hidden"> in all</span>
                </span>
              )}
            </a>
          </li>
        ))}
        <li class="more">
          <Menu label="More" class="nav-more" items={PAGES.slice(SHORT).map(({ href, label }) => ({ href, label }))} />
        </li>
      </ul>
      <UserMenu />
    </nav>
  );
}
