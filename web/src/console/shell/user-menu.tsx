import { theme } from '../lib/settings';
import { goOver, me, signOut } from '../lib/session';
import { asProblem } from '../lib/problem';
import { toast } from '../lib/toasts';
import { Menu, type MenuItem } from '../parts/menu';
import { helpOpen } from './everywhere';

const attempt = (run: () => Promise<void>) => () =>
  void run().catch((thrown: unknown) => toast(asProblem(thrown).message, { tone: 'danger' }));

export function UserMenu() {
  const who = me.value;
  if (!who) return null;
  const others = who.projects.filter(({ id }) => id != who.project.id);
  const items: MenuItem[] = [
    { label: 'Your profile', href: '/settings/profile' },
    ...others.map(({ id, name }, at): MenuItem => ({
      label: `Go to ${name}`,
      run: attempt(() => goOver(id)),
      apart: at == 0,
    })),
    ...(['system', 'light', 'dark'] as const).map((one, at): MenuItem => ({
      label: one == 'system' ? 'Colours of the system' : one == 'light' ? 'Light' : 'Dark',
      checked: theme.value == one,
      run: () => (theme.value = one),
      apart: at == 0,
    })),
    { label: 'Keys', run: () => (helpOpen.value = true), apart: true },
    { label: 'Sign out', run: attempt(signOut), apart: true },
  ];
  return (
    <Menu
      class="user"
      label={
        <>
          <span class="cut">{who.user.name || who.user.email}</span>
          <span class="cut muted">{who.project.name}</span>
        </>
      }
      items={items}
    />
  );
}
