// Text that is not sent yet: kept in this browser until it is, so that a reload loses nothing.
import { useEffect, useState } from 'preact/hooks';

const key = (name: string) => `verbatim.draft.${name}`;

function read(name: string): string {
  try {
    return localStorage.getItem(key(name)) ?? '';
  } catch {
    return '';
  }
}

function write(name: string, text: string) {
  try {
    if (text) localStorage.setItem(key(name), text);
    else localStorage.removeItem(key(name));
  } catch {
    // A browser that keeps nothing still works.
  }
}

/** The text of a field that survives; another name is another field. */
export function useDraft(name: string): [string, (text: string) => void] {
  const [kept, keep] = useState({ name, text: read(name) });
  // Another conversation in the same place has its own draft at once, not one frame later.
  const now = kept.name == name ? kept : { name, text: read(name) };
  useEffect(() => {
    if (now !== kept) keep(now);
  });
  return [
    now.text,
    (text) => {
      write(name, text);
      keep({ name, text });
    },
  ];
}
