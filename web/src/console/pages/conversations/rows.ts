// The rows of the list as far as they are here. A list may have a million: pages are read by key as one scrolls, those far
// from the window are let go and read again by their key, and what changes meanwhile never moves what is being read.
import { signal } from '@preact/signals';
import type { Schemas } from '../../lib/api';
import { asProblem, type Problem } from '../../lib/problem';

export type Conversation = Schemas['Conversation'];
export interface Answer {
  data: Conversation[];
  next_cursor?: string | null;
}
export type Read = (cursor: string | null, signal: AbortSignal) => Promise<Answer>;

interface Page {
  cursor: string | null;
  next: string | null;
  /** Null after they were let go; `size` then holds their place. */
  rows: Conversation[] | null;
  size: number;
  reading?: boolean;
}

/** A screen and a half: the first is there sooner, and the next is asked for long before its end. */
export const PAGE = 50;
/** Pages kept on either side of the window. */
const NEAR = 10;
/** Browsers lay out no more than some 17 million pixels; 64 for each row. */
export const MOST = 200_000;

/** When two readings of a row show the same place in the list. */
const place = ({ last_activity_at, message_count }: Conversation) => `${last_activity_at} ${message_count}`;

export class Rows {
  /** Changes with whatever is drawn. */
  readonly version = signal(0);
  readonly error = signal<Problem | undefined>(undefined);
  readonly reading = signal(true);
  /** How many at the head of the list are new or have moved there since it was read. */
  readonly news = signal(0);
  /** Where it was scrolled to. */
  scroll = 0;

  private pages: Page[] = [];
  private fresh: Answer | undefined;
  private hidden = new Set<string>();
  private stale = new Set<string>();
  private ended = new AbortController();

  constructor(private readonly read: Read) {}

  get total(): number {
    return this.pages.reduce((sum, page) => sum + this.sizeOf(page), 0);
  }

  /** Whether the last row is here. */
  get whole(): boolean {
    return this.pages.length > 0 && this.pages.at(-1)?.next == null;
  }

  get full(): boolean {
    return this.pages.length * PAGE >= MOST;
  }

  /** Rows in memory, for the test that they are bounded. */
  get held(): number {
    return this.pages.reduce((sum, { rows }) => sum + (rows?.length ?? 0), 0);
  }

  private shown(page: Page): Conversation[] | undefined {
    if (!page.rows) return undefined;
    return this.hidden.size ? page.rows.filter(({ id }) => !this.hidden.has(id)) : page.rows;
  }

  private sizeOf(page: Page): number {
    return this.shown(page)?.length ?? page.size;
  }

  /** The row at a place: undefined where it is not here. */
  slice(from: number, to: number): (Conversation | undefined)[] {
    const found: (Conversation | undefined)[] = [];
    let start = 0;
    for (const page of this.pages) {
      const rows = this.shown(page);
      const size = rows?.length ?? page.size;
      for (let at = Math.max(from, start); at < Math.min(to, start + size); at++) found.push(rows?.[at - start]);
      start += size;
      if (start >= to) break;
    }
    return found;
  }

  /** The place of a row, -1 where it is not here. */
  indexOf(id: string): number {
    let start = 0;
    for (const page of this.pages) {
      const rows = this.shown(page);
      const at = rows?.findIndex((row) => row.id == id) ?? -1;
      if (at >= 0) return start + at;
      start += rows?.length ?? page.size;
    }
    return -1;
  }

  get(id: string): Conversation | undefined {
    for (const { rows } of this.pages) {
      const row = rows?.find((row) => row.id == id);
      if (row) return row;
    }
    return undefined;
  }

  /** Reads the head of the list and begins anew with it. */
  async begin(): Promise<void> {
    this.reading.value = true;
    try {
      this.take(await this.read(null, this.ended.signal));
    } catch (thrown) {
      this.failed(thrown);
    } finally {
      this.reading.value = false;
    }
  }

  private failed(thrown: unknown) {
    if (!this.ended.signal.aborted) this.error.value = asProblem(thrown);
  }

  private take({ data, next_cursor }: Answer) {
    this.pages = [{ cursor: null, next: next_cursor ?? null, rows: data, size: data.length }];
    this.fresh = undefined;
    this.stale.clear();
    this.news.value = 0;
    this.error.value = undefined;
    this.changed();
  }

  private changed() {
    this.version.value++;
  }

  /** Has what is between two places read, and lets go of what is far from them. */
  need(from: number, to: number) {
    let start = 0;
    let first = -1;
    let last = 0;
    this.pages.forEach((page, at) => {
      const end = start + this.sizeOf(page);
      if (end > from && start < to) {
        if (first < 0) first = at;
        last = at;
        if (!page.rows) void this.fill(at);
      }
      start = end;
    });
    // A page ahead of the window, so that the end is rarely seen.
    if (to + PAGE >= start && !this.whole && !this.full) void this.more();
    if (first < 0) return;
    this.pages.forEach((page, at) => {
      if (!page.rows || page.reading || (at >= first - NEAR && at <= last + NEAR)) return;
      page.size = this.sizeOf(page);
      page.rows = null;
    });
  }

  private async more() {
    const last = this.pages.at(-1);
    if (!last?.next || last.reading || this.error.value) return;
    last.reading = true;
    try {
      const { data, next_cursor } = await this.read(last.next, this.ended.signal);
      if (this.pages.at(-1) != last) return;
      // What moved to the end of the list while it was read is shown where it was first.
      const rows = data.filter(({ id }) => !this.get(id));
      this.pages.push({ cursor: last.next, next: next_cursor ?? null, rows, size: rows.length });
      this.changed();
    } catch (thrown) {
      this.failed(thrown);
    } finally {
      last.reading = false;
    }
  }

  /** Reads again what was let go. */
  private async fill(at: number) {
    const page = this.pages[at];
    if (!page || page.reading) return;
    page.reading = true;
    try {
      const { data } = await this.read(page.cursor, this.ended.signal);
      if (this.pages[at] != page) return;
      const near = new Set([at - 1, at + 1].flatMap((beside) => this.pages[beside]?.rows ?? []).map(({ id }) => id));
      page.rows = data.filter(({ id }) => !near.has(id));
      page.size = page.rows.length;
      this.changed();
    } catch (thrown) {
      this.failed(thrown);
    } finally {
      page.reading = false;
    }
  }

  /** Goes on after a fault. */
  async retry() {
    this.error.value = undefined;
    if (!this.pages.length) await this.begin();
    else this.changed();
  }

  /** Looks whether the head of the list has changed; `free` tells whether rows may move at once. */
  async look(free: () => boolean): Promise<void> {
    if (!this.pages.length) return;
    let answer: Answer;
    try {
      answer = await this.read(null, this.ended.signal);
    } catch {
      // News that cannot be read now come with the next.
      return;
    }
    const known = new Map(this.pages[0]?.rows?.map((row) => [row.id, place(row)]));
    const settled = answer.data.findIndex((row) => known.get(row.id) == place(row));
    const count = settled < 0 ? answer.data.length : settled;
    if (!count && (answer.data.length || !known.size)) return;
    this.fresh = answer;
    this.news.value = count;
    if (free() || !this.total) this.show();
  }

  /** Shows the news: the list begins anew at its head. */
  show() {
    if (this.fresh) this.take(this.fresh);
  }

  /** Conversations that changed; all that are here where nothing is said. */
  outdated(ids?: string[]) {
    for (const id of ids ?? this.pages.flatMap(({ rows }) => rows ?? []).map(({ id }) => id)) this.stale.add(id);
    this.changed();
  }

  /** Of the rows that are seen those that have to be read anew, once. */
  takeStale(from: number, to: number): string[] {
    if (!this.stale.size) return [];
    const ids = this.slice(from, to).flatMap((row) => (row && this.stale.has(row.id) ? [row.id] : []));
    for (const id of ids) this.stale.delete(id);
    return ids;
  }

  /** Puts a row's new state where it stands. */
  put(row: Conversation) {
    for (const { rows } of this.pages) {
      const at = rows?.findIndex(({ id }) => id == row.id) ?? -1;
      if (!rows || at < 0) continue;
      rows[at] = row;
      this.changed();
    }
  }

  /** Takes rows out of sight, until they are gone or shown again. */
  hide(ids: Iterable<string>) {
    for (const id of ids) this.hidden.add(id);
    this.changed();
  }

  unhide(ids: Iterable<string>) {
    for (const id of ids) this.hidden.delete(id);
    this.changed();
  }

  end() {
    this.ended.abort();
  }
}
