// What was read, by its address. What is old is shown while it is read anew; what changes is read again where it is in use.
import { batch, signal, type Signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Address } from './address';
import { call } from './api';
import { asProblem, type Problem } from './problem';

export interface Entry<Answer> {
  /** The newest answer; stays while it is read anew and when that fails. */
  data: Signal<Answer | undefined>;
  /** Why the last reading failed. */
  error: Signal<Problem | undefined>;
  loading: Signal<boolean>;
  /** Reads it anew. */
  refresh: () => Promise<void>;
}

class Kept<Answer> implements Entry<Answer> {
  data = signal<Answer | undefined>(undefined);
  error = signal<Problem | undefined>(undefined);
  loading = signal(false);
  readers = 0;
  stale = true;
  private reading: Promise<void> | undefined;
  private again = false;

  constructor(readonly url: Address<Answer>) {}

  refresh = (): Promise<void> => {
    this.stale = true;
    // What changed after a reading began may not be in it.
    if (this.reading) this.again = true;
    return (this.reading ??= this.read().finally(() => {
      this.reading = undefined;
      if (!this.again) return;
      this.again = false;
      void this.refresh();
    }));
  };

  private async read() {
    this.loading.value = true;
    try {
      const answer = await call<Answer>('GET', this.url);
      batch(() => {
        this.data.value = answer;
        this.error.value = undefined;
      });
      this.stale = false;
    } catch (thrown) {
      this.error.value = asProblem(thrown);
    } finally {
      this.loading.value = false;
    }
  }
}

const MOST = 200;
const kept = new Map<string, Kept<unknown>>();

/** The entry of an address, without reading it. */
function entry<Answer>(url: Address<Answer>): Kept<Answer> {
  let found = kept.get(url) as Kept<Answer> | undefined;
  if (found) kept.delete(url);
  else found = new Kept<Answer>(url);
  // In order of last use, so that the first that nobody reads is the one to forget.
  kept.set(url, found as Kept<unknown>);
  if (kept.size > MOST)
    for (const [key, { readers }] of kept)
      if (!readers && key != url) {
        kept.delete(key);
        break;
      }
  return found;
}

/** Reads an address for as long as the component is there; null reads nothing. */
export function useCached<Answer>(url: Address<Answer> | null): Entry<Answer> {
  const found = useMemo(() => (url == null ? new Kept<Answer>('') : entry(url)), [url]);
  useEffect(() => {
    if (url == null) return;
    found.readers++;
    if (found.stale) void found.refresh();
    return () => {
      found.readers--;
    };
  }, [found, url]);
  return found;
}

/** Reads an address ahead of its use. */
export function prefetch<Answer>(url: Address<Answer>) {
  const found = entry(url);
  if (found.stale) void found.refresh();
}

/** Puts an answer in place, after a change that gave it. */
export function put<Answer>(url: Address<Answer>, answer: Answer) {
  const found = entry(url);
  found.data.value = answer;
  found.error.value = undefined;
  found.stale = false;
}

/** Has everything read anew whose address begins so: at once where it is shown, else when it is shown next. */
export function invalidate(...beginnings: string[]) {
  for (const [url, found] of kept) {
    if (!beginnings.some((beginning) => url.startsWith(beginning))) continue;
    found.stale = true;
    if (found.readers) void found.refresh();
  }
}

/** Forgets everything, for another person or project. */
export function forget() {
  for (const [url, found] of kept) {
    if (found.readers) void found.refresh();
    else kept.delete(url);
  }
}
