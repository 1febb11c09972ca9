// Keys and commands that work on every page: going somewhere, the palette, the help.
import { signal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { useCommands } from '../lib/commands';
import { useKeys, type Key } from '../lib/keys';
import { navigate } from '../lib/router';
import { theme } from '../lib/settings';
import { toast } from '../lib/toasts';
import { undoLast } from '../lib/undo';
import { Lazy } from './lazy';
import { PAGES } from './nav';

export const helpOpen = signal(false);
export const paletteOpen = signal(false);

const LETTERS: Record<string, string> = {
  '/conversations': 'g c',
  '/test-chat': 'g t',
  '/insights': 'g i',
  '/traces': 'g r',
  '/assistants': 'g a',
  '/widgets': 'g w',
  '/deliveries': 'g d',
  '/settings': 'g s',
};

export function Everywhere() {
  const keys = useMemo<Key[]>(
    () => [
      {
        keys: 'mod+k',
        label: 'Find a page, a conversation or an action',
        run: () => (paletteOpen.value = true),
        anywhere: true,
      },
      { keys: '?', label: 'These keys', run: () => (helpOpen.value = true) },
      {
        keys: 'z',
        label: 'Undo what was just done',
        run: () => void (undoLast() || toast('There is nothing to undo.')),
      },
      ...PAGES.flatMap(({ href, label }): Key[] => {
        const keys = LETTERS[href];
        return keys ? [{ keys, label: `Go to ${label}`, run: () => navigate(href) }] : [];
      }),
    ],
    [],
  );
  useKeys(keys);
  useCommands(
    [
      ...PAGES.map(({ href, label }) => ({
        id: href,
        label,
        group: 'Pages',
        keys: LETTERS[href],
        run: () => navigate(href),
      })),
      ...['profile', 'users', 'keys', 'sources', 'prices', 'rate-card', 'webhooks', 'retention', 'erase', 'audit'].map(
        (one) => ({
          id: `/settings/${one}`,
          label: `Settings: ${one.replace('-', ' ')}`,
          group: 'Pages',
          run: () => navigate(`/settings/${one}`),
        }),
      ),
      ...(['light', 'dark', 'system'] as const).map((one) => ({
        id: `theme-${one}`,
        label: `Colours: ${one}`,
        group: 'Actions',
        words: 'theme mode',
        run: () => (theme.value = one),
      })),
      { id: 'help', label: 'Show all keys', group: 'Actions', keys: '?', run: () => (helpOpen.value = true) },
    ],
    [],
  );
  return (
    <>
      {paletteOpen.value && <Lazy chunk="palette" />}
      {helpOpen.value && <Lazy chunk="help" />}
    </>
  );
}
