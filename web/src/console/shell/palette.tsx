// One field that finds pages, actions, views, and a conversation by its id.
import { useMemo, useRef, useState } from 'preact/hooks';
import { commands, type Command } from '../lib/commands';
import { caps } from '../lib/keys';
import { navigate } from '../lib/router';
import { Dialog } from '../parts/dialog';
import { paletteOpen } from './everywhere';

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
/** In this order before anything is typed, behind what was used last. */
const GROUPS = ['Selected', 'Pages', 'Views', 'Actions', 'Filters'];
const RECENT = 'verbatim.recent';
const recent = (): string[] => {
  try {
    return (JSON.parse(localStorage.getItem(RECENT) ?? '[]') as unknown[]).filter((one) => typeof one == 'string');
  } catch {
    return [];
  }
};

/** How well a command fits, 0 for not at all: all words must be in it, better at the beginning of one. */
export function fits({ label, words = '', group }: Command, query: string): number {
  const text = `${label} ${words} ${group}`.toLowerCase();
  let points = 1;
  for (const word of query.toLowerCase().split(/\s+/).filter(Boolean)) {
    const at = text.indexOf(word);
    if (at < 0) return 0;
    points += at == 0 ? 3 : text[at - 1] == ' ' ? 2 : 1;
  }
  return points;
}

function found(query: string): Command[] {
  const words = query.trim();
  const all = commands.value;
  if (!words) {
    const used = recent();
    const rank = ({ id, group }: Command) => (used.includes(id) ? used.indexOf(id) - 100 : GROUPS.indexOf(group) + 1);
    return [...all].sort((a, b) => rank(a) - rank(b));
  }
  const fit = all
    .map((command) => ({ command, points: fits(command, words) }))
    .filter(({ points }) => points)
    .sort((a, b) => b.points - a.points)
    .map(({ command }) => command);
  const search: Command = {
    id: 'search',
    label: `Search conversations for “${words}”`,
    group: 'Search',
    run: () => navigate(`/conversations?q=${encodeURIComponent(words)}`),
  };
  if (!UUID.test(words)) return [...fit, search];
  const open = {
    id: 'open',
    label: `Open conversation ${words}`,
    group: 'Conversation',
    run: () => navigate(`/conversations/${words}`),
  };
  return [open, ...fit, search];
}

export default function Palette() {
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const shown = useMemo(() => found(query).slice(0, 60), [query, commands.value]);
  const close = () => (paletteOpen.value = false);
  const run = (command: Command | undefined) => {
    if (!command) return;
    localStorage.setItem(
      RECENT,
      JSON.stringify([command.id, ...recent().filter((id) => id != command.id)].slice(0, 8)),
    );
    close();
    // After the dialog has given the focus back.
    setTimeout(command.run);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const step = event.key == 'ArrowDown' ? 1 : event.key == 'ArrowUp' ? -1 : 0;
    if (event.key == 'Enter') run(shown[at]);
    else if (!step || !shown.length) return;
    event.preventDefault();
    const to = (at + step + shown.length) % shown.length;
    setAt(to);
    list.current?.children[to]?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <Dialog title="Find and do" bare place="top" onClose={close}>
      <input
        class="palette-field"
        role="combobox"
        aria-label="Find a page, a conversation or an action"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={shown[at] ? `palette-${at}` : undefined}
        autocomplete="off"
        spellcheck={false}
        autofocus
        placeholder="Page, action, conversation id, or words to search for"
        value={query}
        onInput={(event) => {
          setQuery(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul ref={list} id="palette-list" class="palette-list" role="listbox" aria-label="Found">
        {shown.map((command, index) => (
          <li
            key={command.id}
            id={`palette-${index}`}
            role="option"
            aria-selected={index == at}
            onPointerMove={() => setAt(index)}
            onClick={() => run(command)}
          >
            <span class="cut">{command.label}</span>
            <span class="muted">{command.group}</span>
            {command.keys && (
              <span class="palette-keys">
                {caps(command.keys).map((cap) => (
                  <kbd key={cap}>{cap}</kbd>
                ))}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
