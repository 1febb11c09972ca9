// A form: what is saved, what is typed, and what the server says is wrong with it.
import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { asProblem, type Problem } from './problem';
import { guard } from './router';
import { toast } from './toasts';

export interface Form<Draft> {
  draft: Signal<Draft>;
  /** Whether anything differs from what is saved. */
  dirty: ReadonlySignal<boolean>;
  problem: Signal<Problem | undefined>;
  busy: Signal<boolean>;
  set: (change: Partial<Draft>) => void;
  /** What is wrong with a field, by the path that the server names. */
  of: (field: string) => string | undefined;
  /** Takes over what is saved now. */
  saved: (now: Draft) => void;
  /** Back to what is saved. */
  discard: () => void;
  /** Runs a saving; true if it worked. */
  send: (run: () => Promise<void>, done?: string) => Promise<boolean>;
}

/** Leaving the page asks first while anything is unsaved. */
export function useForm<Draft extends object>(initial: Draft): Form<Draft> {
  const form = useMemo(() => made(initial), []);
  useEffect(() => guard(() => form.dirty.peek()), [form]);
  return form;
}

export function made<Draft extends object>(initial: Draft): Form<Draft> {
  const kept = signal(initial);
  const draft = signal(initial);
  const problem = signal<Problem | undefined>(undefined);
  const busy = signal(false);
  const dirty = computed(() => JSON.stringify(kept.value) != JSON.stringify(draft.value));
  return {
    draft,
    dirty,
    problem,
    busy,
    set: (change) => (draft.value = { ...draft.peek(), ...change }),
    of: (field) => problem.value?.of(field),
    saved(now) {
      kept.value = now;
      draft.value = now;
      problem.value = undefined;
    },
    discard() {
      draft.value = kept.peek();
      problem.value = undefined;
    },
    async send(run, done) {
      if (busy.peek()) return false;
      busy.value = true;
      try {
        await run();
        problem.value = undefined;
        if (done) toast(done);
        return true;
      } catch (thrown) {
        problem.value = asProblem(thrown);
        // The first field that is wrong, once it is drawn as such.
        setTimeout(() =>
          document.querySelector<HTMLElement>('main [aria-invalid=true], dialog [aria-invalid=true]')?.focus(),
        );
        return false;
      } finally {
        busy.value = false;
      }
    },
  };
}

/** The fields of `now` that differ from those of `before`: what a PATCH has to say. */
export function changes<Body extends object>(before: Body, now: Body): Partial<Body> {
  const different: Partial<Body> = {};
  for (const name of Object.keys(now) as (keyof Body)[])
    if (JSON.stringify(before[name]) != JSON.stringify(now[name])) different[name] = now[name];
  return different;
}

/** What is typed as a number; null where nothing is. */
export const numeric = (text: string): number | null => (text.trim() === '' ? null : Number(text));
/** What is typed, or null where nothing is. */
export const textual = (text: string): string | null => text.trim() || null;
