// The address bar is the one truth of what is shown. Links are plain links; this keeps the browser from loading anew.
import { computed, signal } from '@preact/signals';

export const here = signal(new URL(location.href));
export const path = computed(() => here.value.pathname);
/** The parameters of the address; never changed in place, see `withSearch`. */
export const search = computed(() => here.value.searchParams);
export const fragment = computed(() => here.value.hash.slice(1));

/** Asked before the page changes: true lets go. */
type Guard = (to: URL) => boolean;
const guards = new Set<Guard>();
/** Where one wanted to go while a guard held, or null. */
export const held = signal<{ to: URL; go: () => void } | null>(null);

const lets = (to: URL) => to.pathname == here.value.pathname || [...guards].every((guard) => guard(to));

/** Keeps what is unsaved: while `dirty()`, leaving the page asks first. Gives a function that ends it. */
export function guard(dirty: () => boolean): () => void {
  const ask: Guard = () => !dirty();
  const unload = (event: BeforeUnloadEvent) => {
    if (dirty()) event.preventDefault();
  };
  guards.add(ask);
  addEventListener('beforeunload', unload);
  return () => {
    guards.delete(ask);
    removeEventListener('beforeunload', unload);
  };
}

// Entries are numbered, so that a step back that is held can be undone.
let at: number = (history.state as { at?: number } | null)?.at ?? 0;
history.replaceState({ at }, '');

function arrive(to: URL, replace: boolean) {
  if (replace) history.replaceState({ at }, '', to);
  else history.pushState({ at: ++at }, '', to);
  here.value = to;
}

/** Goes to an address of the console. */
export function navigate(to: string | URL, { replace = false, force = false } = {}) {
  const url = new URL(to, location.href);
  if (url.href == here.value.href) return;
  if (force || lets(url)) return arrive(url, replace);
  held.value = { to: url, go: () => arrive(url, replace) };
}

let returning = false;
addEventListener('popstate', (event) => {
  const to = new URL(location.href);
  const number = (event.state as { at?: number } | null)?.at ?? at;
  if (returning) {
    returning = false;
    at = number;
    return;
  }
  if (lets(to)) {
    at = number;
    here.value = to;
    return;
  }
  const steps = number - at;
  returning = true;
  history.go(-steps);
  held.value = { to, go: () => arrive(to, false) };
});

/** This address with other parameters; null takes one away. */
export function withSearch(changes: Record<string, string | null>, base: URL = here.value): string {
  const url = new URL(base);
  for (const [name, value] of Object.entries(changes)) {
    if (value == null || value === '') url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return url.pathname + url.search + url.hash;
}

/** Addresses of the same server that are not the console's. */
const OUTSIDE = /^\/(api|docs|demo|openapi\.json|healthz|readyz|metrics|webhooks|widget)(\/|$|\.)/;

/** The page that a click on a link means, if it is ours to show. */
function meant(event: MouseEvent): URL | null {
  if (event.defaultPrevented || event.button != 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = (event.target as Element | null)?.closest?.('a');
  if (!link?.href || link.target || link.hasAttribute('download')) return null;
  const url = new URL(link.href);
  return url.origin == location.origin && !OUTSIDE.test(url.pathname) ? url : null;
}

addEventListener('click', (event) => {
  const url = meant(event);
  if (!url) return;
  event.preventDefault();
  navigate(url);
});

/** Sets the title of the window; pages call it with what they show. */
export function title(...words: string[]) {
  document.title = [...words, 'Verbatim'].join(' · ');
}
