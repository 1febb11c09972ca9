// Keys that do something here. Pages say which while they are shown; the help lists exactly those.
import { signal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import { singleKeys } from './settings';

export interface Key {
  /** `j`, `Enter`, `g c` (one after the other), `mod+k` (Ctrl, or ⌘ on a Mac). */
  keys: string;
  label: string;
  run: (event: KeyboardEvent) => void;
  /** Works also while one types in a field. */
  anywhere?: boolean;
  /** Not said in the help: another name of one that is. */
  quiet?: boolean;
  /** Leaves the key to whatever else wants it when false. */
  when?: () => boolean;
}

/** All that work here, the newest first: a dialog's come before its page's. */
export const known = signal<Key[]>([]);

/** Lets keys work while the component is there. */
export function useKeys(keys: Key[]) {
  // With the drawing and not after it: the next key may follow at once.
  useLayoutEffect(() => {
    known.value = [...keys, ...known.peek()];
    return () => {
      known.value = known.peek().filter((key) => !keys.includes(key));
    };
  }, keys);
}

const field = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(TEXTAREA|SELECT)$/.test(target.tagName) ||
    (target instanceof HTMLInputElement && !/^(checkbox|radio|button|submit|range|color)$/.test(target.type)));

/** Whether Enter and Space already mean something where the focus is. */
const pressable = (target: EventTarget | null) =>
  target instanceof Element &&
  !!target.closest('button, a[href], summary, [role=menuitem], [role=option], [role=tab], input');

let before = '';
let forgetting: ReturnType<typeof setTimeout> | undefined;

export function onKey(event: KeyboardEvent) {
  if (event.isComposing || event.defaultPrevented) return;
  const mod = event.ctrlKey || event.metaKey;
  const pressed = mod
    ? `mod+${event.key.toLowerCase()}`
    : event.key.length == 1 && event.key != '#'
      ? event.key.toLowerCase()
      : event.key;
  if (event.altKey) return;
  const open = document.querySelector('dialog[open]:modal');
  const find = (keys: string) =>
    known
      .peek()
      .find((key) => key.keys == keys && (key.when?.() ?? true) && (key.anywhere || (!field(event.target) && !open)));
  const single = pressed.length == 1;
  if (single && singleKeys.peek() == 'off') return;
  if (pressed == 'Enter' && pressable(event.target)) return;
  const found = (before && find(`${before} ${pressed}`)) || find(pressed);
  clearTimeout(forgetting);
  before = '';
  if (found) {
    event.preventDefault();
    found.run(event);
  } else if (single && !field(event.target) && known.peek().some(({ keys }) => keys.startsWith(`${pressed} `))) {
    before = pressed;
    forgetting = setTimeout(() => (before = ''), 1500);
  }
}

/** The keys as they are written on a keyboard. */
export function caps(keys: string): string[] {
  const mac = /Mac|iPhone|iPad/.test(navigator.userAgent);
  return keys
    .split(/[ +]/)
    .map((key) => (key == 'mod' ? (mac ? '⌘' : 'Ctrl') : key.length == 1 ? key.toUpperCase() : key));
}
