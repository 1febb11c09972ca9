// The messages of a conversation as far as they are here: a run without gaps that ends at the newest.
import { batch, signal } from '@preact/signals';
import { address } from '../../lib/address';
import { call } from '../../lib/api';
import { asProblem, type Problem } from '../../lib/problem';
import type { Message } from './model';

interface Page {
  data: Message[];
  next_cursor: string | null;
  prev_cursor: string | null;
}
type Fetch = (url: string) => Promise<Page>;

const PAGE = 100;
/** Pages that are asked for at once when the reader comes near the beginning of what is here. */
const AHEAD = 3;

export class Transcript {
  /** Oldest first; replaced, never changed in place. */
  readonly messages = signal<readonly Message[]>([]);
  /** Whether there are none before the first. */
  readonly complete = signal(false);
  readonly ready = signal(false);
  readonly loading = signal(false);
  readonly problem = signal<Problem | undefined>(undefined);
  private older: string | null = null;
  private work: Promise<unknown> = Promise.resolve();
  private ended = false;

  constructor(
    readonly id: string,
    private readonly fetchPage: Fetch = (url) => call<Page>('GET', url),
  ) {}

  end() {
    this.ended = true;
  }

  private page(order: 'asc' | 'desc', cursor: string | null): Promise<Page> {
    return this.fetchPage(
      address<Page>('/api/v1/conversations/{id}/messages', { id: this.id, order, limit: PAGE, cursor }),
    );
  }

  /** One after the other: each step builds on where the one before ended. */
  private then(step: () => Promise<void>): Promise<void> {
    const done = this.work.then(async () => {
      if (this.ended) return;
      this.loading.value = true;
      try {
        await step();
        this.problem.value = undefined;
      } catch (thrown) {
        this.problem.value = asProblem(thrown);
      } finally {
        this.loading.value = false;
      }
    });
    this.work = done;
    return done;
  }

  /** Reads the newest messages, and goes on until a wanted one is among them. */
  open(wanted: string | null): Promise<void> {
    return this.then(async () => {
      const { data, next_cursor } = await this.page('desc', null);
      const run = data.reverse();
      this.older = next_cursor;
      const has = (messages: readonly Message[]) => messages.some(({ id }) => id == wanted);
      const whole = wanted && next_cursor && !has(run) ? await this.reach(run, has) : run;
      batch(() => {
        this.messages.value = whole;
        this.complete.value = !this.older;
        this.ready.value = true;
      });
    });
  }

  /** Goes back from the end and on from the beginning at once, until either finds it, and closes the gap. */
  private async reach(run: Message[], has: (messages: readonly Message[]) => boolean): Promise<Message[]> {
    let tail = run;
    let head: Message[] = [];
    let newer: string | null = null;
    for (let first = true; this.older; first = false) {
      const [back, on]: [Page, Page | null] = await Promise.all([
        this.page('desc', this.older),
        first || newer ? this.page('asc', newer) : null,
      ]);
      this.older = back.next_cursor;
      tail = [...back.data.reverse(), ...tail];
      if (on) {
        head = [...head, ...on.data];
        newer = on.next_cursor;
      }
      if (has(tail)) return tail;
      const meet = head.findIndex(({ id }) => id == tail[0]?.id);
      if (meet >= 0) {
        this.older = null;
        return [...head.slice(0, meet), ...tail];
      }
    }
    return tail;
  }

  /** Reads some more of what came before. */
  more(pages = AHEAD): Promise<void> {
    if (this.complete.peek()) return Promise.resolve();
    return this.then(async () => {
      let before: Message[] = [];
      for (let read = 0; read < pages && this.older && !this.ended; read++) {
        const { data, next_cursor }: Page = await this.page('desc', this.older);
        this.older = next_cursor;
        before = [...data.reverse(), ...before];
      }
      batch(() => {
        this.messages.value = [...before, ...this.messages.peek()];
        this.complete.value = !this.older;
      });
    });
  }

  /** Reads back until the first message that is here is far enough back, or the first of all. */
  async back(far: (first: Message, all: readonly Message[]) => boolean): Promise<readonly Message[]> {
    for (;;) {
      const all = this.messages.peek();
      if (this.complete.peek() || this.ended || (all[0] && far(all[0], all))) return all;
      await this.more(20);
      if (this.problem.peek()) throw this.problem.peek();
    }
  }

  /** Reads everything, from both ends: for what is asked of the whole conversation. */
  async all(): Promise<readonly Message[]> {
    await this.then(async () => {
      if (!this.older) return;
      const whole = await this.reach([...this.messages.peek()], () => false);
      batch(() => {
        this.messages.value = whole;
        this.complete.value = !this.older;
      });
    });
    if (this.problem.peek()) throw this.problem.peek();
    return this.messages.peek();
  }

  /** Reads the newest again: what came, and what became of what was there. */
  refresh(): Promise<void> {
    return this.then(async () => {
      const known = this.messages.peek();
      let fresh: Message[] = [];
      let cursor: string | null = null;
      do {
        const page: Page = await this.page('desc', cursor);
        fresh = [...page.data.reverse(), ...fresh];
        cursor = page.next_cursor;
        const at = known.findIndex(({ id }) => id == fresh[0]?.id);
        if (at >= 0) {
          this.messages.value = [...known.slice(0, at), ...fresh];
          return;
        }
      } while (cursor && known.length);
      batch(() => {
        this.messages.value = fresh;
        this.older = cursor;
        this.complete.value = !cursor;
        this.ready.value = true;
      });
    });
  }
}
