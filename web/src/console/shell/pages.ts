// Which page an address means. Every folder of pages/ is a chunk of its own that is fetched when it is first shown.
import { signal } from '@preact/signals';
import type { Page } from '../lib/page';

const chunks = import.meta.glob<{ default: Page }>('../pages/*/index.tsx');

/** First part of the path → folder; those that show the frame without a session are said in `open`. */
const FOLDERS = new Set([
  'conversations',
  'test-chat',
  'assistants',
  'widgets',
  'whatsapp',
  'insights',
  'traces',
  'deliveries',
  'settings',
  'sign-in',
  'welcome',
  'start',
]);
/** Pages for people who are not signed in; they stand alone, without navigation. */
export const OPEN = new Set(['sign-in', 'welcome']);

export interface Place {
  /** The folder, or null where there is no such page. */
  name: string | null;
  rest: string[];
}

export function place(path: string): Place {
  const [first = '', ...rest] = path.split('/').filter(Boolean).map(decoded);
  if (!first) return { name: 'conversations', rest: [] };
  return FOLDERS.has(first) ? { name: first, rest } : { name: null, rest };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** A page as far as it is here. */
export type Loaded = Page | 'failed' | undefined;
const loaded = new Map<string, ReturnType<typeof signal<Loaded>>>();

/** The page of a folder; fetched at the first call. */
export function page(name: string) {
  let found = loaded.get(name);
  if (!found) loaded.set(name, (found = signal<Loaded>(undefined)));
  const into = found;
  if (into.peek() === undefined) {
    const fetching = chunks[`../pages/${name}/index.tsx`]?.() ?? Promise.reject(new Error(name));
    fetching.then(
      (module) => (into.value = module.default),
      () => (into.value = 'failed'),
    );
  }
  return into;
}

/** Tries once more what could not be fetched. A new version of the server has new names: then the page loads anew. */
export function retry() {
  location.reload();
}

export function fetchAhead(path: string) {
  const { name, rest } = place(path);
  if (name) page(name);
  if (name == 'conversations' && rest.length) page('conversation');
}
