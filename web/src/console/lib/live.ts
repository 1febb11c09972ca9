// News from the server: one stream for the page, since browsers open only six connections to a server over all tabs.
import { effect, signal } from '@preact/signals';
import { backoff } from '../../shared/backoff';
import { readEvents } from '../../shared/sse';
import { address } from './address';
import { open } from './api';
import { invalidate } from './cache';
import { me } from './session';

/** `live`: news arrive. `waiting`: the stream broke and is tried again. `off`: not wanted, nobody looks. */
export const connection = signal<'off' | 'live' | 'waiting'>('off');

export interface News {
  /** Conversations that changed; `more` says that there are others. */
  changed?: (ids: string[], more: boolean) => void;
  /** The followed conversation has something new on record. */
  record?: () => void;
  /** A piece of an answer that is being given in the followed conversation. */
  piece?: (answer: string, text: string) => void;
  /** The stream is back after a break: whatever is shown may be old. */
  again?: () => void;
}

const listeners = new Set<News>();
/** Hears news until the given function is called. */
export function listen(news: News): () => void {
  listeners.add(news);
  return () => listeners.delete(news);
}

/** The conversation whose pieces are wanted, too. */
const followed = signal<string | null>(null);
/** Hears of one conversation in detail, as long as nobody follows another. */
export function follow(id: string, news: News): () => void {
  followed.value = id;
  const end = listen(news);
  return () => {
    end();
    if (followed.peek() == id) followed.value = null;
  };
}

function tell(event: string, data: string) {
  const said = JSON.parse(data || '{}') as Record<string, unknown>;
  for (const news of listeners) {
    if (event == 'changed') news.changed?.((said.ids as string[]) ?? [], said.more === true);
    else if (event == 'record') news.record?.();
    else if (event == 'piece') news.piece?.(`${said.answer}`, `${said.text}`);
  }
}

/** Longer than the server's comments are apart: whoever is silent for so long is gone. */
const SILENCE = 40_000;
const wait = (ms: number, signal: AbortSignal) =>
  new Promise<void>((done) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), done()), { once: true });
    addEventListener('online', () => (clearTimeout(timer), done()), { once: true });
  });

async function run(conversation: string | null, ended: AbortSignal, missed: boolean) {
  for (let attempt = 0; !ended.aborted;) {
    const one = new AbortController();
    ended.addEventListener('abort', () => one.abort(), { once: true });
    let watch: ReturnType<typeof setTimeout> | undefined;
    const alive = () => {
      clearTimeout(watch);
      watch = setTimeout(() => one.abort(), SILENCE);
    };
    try {
      alive();
      const headers = { accept: 'text/event-stream' };
      const response = await open(address('/api/v1/live', { conversation }), { headers, signal: one.signal });
      connection.value = 'live';
      if (missed) for (const news of listeners) news.again?.();
      attempt = 0;
      missed = true;
      if (response.body) await readEvents(response.body, ({ event, data }) => tell(event, data), alive);
    } catch {
      // Every end of the stream is treated alike.
    }
    clearTimeout(watch);
    if (ended.aborted) return;
    missed = true;
    // The first break may be no more than a server that starts anew.
    if (attempt > 0) connection.value = 'waiting';
    await wait(backoff(attempt++, Math.random()), ended);
  }
}

const visible = signal(document.visibilityState == 'visible');
let hiding: ReturnType<typeof setTimeout> | undefined;
document.addEventListener('visibilitychange', () => {
  clearTimeout(hiding);
  if (document.visibilityState == 'visible') visible.value = true;
  else hiding = setTimeout(() => (visible.value = false), 30_000);
});

/** Keeps the stream open while somebody is signed in and looks. */
export function stayLive() {
  let before = false;
  effect(() => {
    const conversation = followed.value;
    if (!me.value || !visible.value) return void (connection.value = 'off');
    const end = new AbortController();
    void run(conversation, end.signal, before);
    before = true;
    return () => end.abort();
  });
  listen({
    changed: (ids) => {
      invalidate(...ids.map((id) => `/api/v1/conversations/${id}`));
      countSoon();
    },
    again: () => invalidate('/api/v1/'),
  });
}

let counting: ReturnType<typeof setTimeout> | undefined;
/** Counts are read at most every three seconds, however much happens. */
function countSoon() {
  counting ??= setTimeout(() => {
    counting = undefined;
    invalidate('/api/v1/conversations/counts');
  }, 3000);
}
