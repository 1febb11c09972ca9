// What one person chooses for this browser: colours, time zone, single keys, columns. Kept here, not on the server.
import { effect, signal, type Signal } from '@preact/signals';

function stored<Value extends string>(name: string, otherwise: Value, allowed?: readonly Value[]): Signal<Value> {
  const key = `verbatim.${name}`;
  let found: string | null = null;
  try {
    found = localStorage.getItem(key);
  } catch {
    // A browser that keeps nothing still works.
  }
  const known = found != null && (!allowed || allowed.includes(found as Value));
  const value = signal<Value>(known ? (found as Value) : otherwise);
  let first = true;
  effect(() => {
    const now = value.value;
    if (first) return void (first = false);
    try {
      localStorage.setItem(key, now);
    } catch {
      // As above.
    }
  });
  return value;
}

export const theme = stored('theme', 'system', ['system', 'light', 'dark'] as const);
/** An IANA name, or empty for the browser's. */
export const zone = stored<string>('zone', '');
/** Whether single letters are shortcuts; Ctrl-K and Escape always are. */
export const singleKeys = stored('keys', 'on', ['on', 'off'] as const);
/** The columns of the list, by name, with commas; empty for the usual ones. */
export const listColumns = stored<string>('columns', '');
/** How wide somebody drew columns: `cost:120,who:400`. */
export const columnWidths = stored<string>('widths', '');
export const direction = stored('direction', 'ltr', ['ltr', 'rtl'] as const);

effect(() => {
  const root = document.documentElement;
  if (theme.value == 'system') delete root.dataset.theme;
  else root.dataset.theme = theme.value;
  root.dir = direction.value;
});
