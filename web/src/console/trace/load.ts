// Spans as they come: page after page, and read anew when there are others.
import { batch, signal } from '@preact/signals';
import type { Address } from '../lib/address';
import { call } from '../lib/api';
import { asProblem, type Problem } from '../lib/problem';
import type { SpanRow, Spans } from '../lib/traces';

/** So many are read without being asked. */
export const MOST = 50_000;
/** Between two readings, however much happens; a long reading makes for a longer rest. */
const REST = 1000;

export type At = (cursor: string | null) => Address<Spans>;

export class SpanList {
  readonly spans = signal<readonly SpanRow[]>([]);
  readonly ready = signal(false);
  readonly reading = signal(false);
  readonly problem = signal<Problem | undefined>(undefined);
  /** Where the next page begins; null where there is none. */
  readonly next = signal<string | null>(null);
  private limit = MOST;
  private ended = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private took = 0;
  private again = false;

  constructor(
    private readonly at: At,
    private readonly read = (url: string, signal: AbortSignal) =>
      call<Spans>('GET', url, undefined, { signal }) as Promise<Spans>,
  ) {}

  /** Reads all from the beginning; what is shown stays until the reading is further than it. */
  async open(): Promise<void> {
    await this.run([], null);
  }

  /** Goes on behind the limit. */
  async more(): Promise<void> {
    this.limit += MOST;
    await this.run(this.spans.peek(), this.next.peek());
  }

  private async run(before: readonly SpanRow[], from: string | null) {
    if (this.reading.peek()) return void (this.again = true);
    this.reading.value = true;
    const begun = Date.now();
    let all = before;
    let cursor = from;
    try {
      do {
        const page: Spans = await this.read(this.at(cursor), this.ended.signal);
        all = all.length ? [...all, ...page.data] : page.data;
        cursor = page.next_cursor ?? null;
        const done = !cursor || all.length >= this.limit;
        if (done || all.length >= this.spans.peek().length)
          batch(() => {
            this.spans.value = all;
            this.next.value = cursor;
            this.ready.value = true;
            this.problem.value = undefined;
          });
      } while (cursor && all.length < this.limit);
    } catch (thrown) {
      if (!this.ended.signal.aborted) this.problem.value = asProblem(thrown);
    } finally {
      this.took = Date.now() - begun;
      this.reading.value = false;
    }
    if (this.again && !this.ended.signal.aborted) {
      this.again = false;
      this.soon();
    }
  }

  /** There is news: reads anew, soon. */
  soon() {
    this.timer ??= setTimeout(
      () => {
        this.timer = undefined;
        void this.open();
      },
      Math.max(REST, this.took * 5),
    );
  }

  end() {
    clearTimeout(this.timer);
    this.ended.abort();
  }
}
