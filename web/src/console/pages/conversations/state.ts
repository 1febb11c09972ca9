// The lists that were looked at last, so that one comes back to where one was; and what is chosen from the list.
import { signal } from '@preact/signals';
import { address } from '../../lib/address';
import { call } from '../../lib/api';
import { serverNow } from '../../lib/time';
import { listQuery } from './query';
import { PAGE, Rows, type Answer } from './rows';

const lists = new Map<string, Rows>();

/** The rows for the parameters of an address. */
export function rowsFor(search: URLSearchParams): Rows {
  const query = listQuery(search, serverNow());
  const key = JSON.stringify(query);
  let found = lists.get(key);
  if (found) lists.delete(key);
  else {
    found = new Rows((cursor, signal) =>
      call<Answer>('GET', address('/api/v1/conversations', { ...query, limit: PAGE, cursor }), undefined, { signal }),
    );
    void found.begin();
  }
  lists.set(key, found);
  for (const [old, rows] of lists) {
    if (lists.size <= 3) break;
    rows.end();
    lists.delete(old);
  }
  return found;
}

/** Every list that is kept, for what concerns them all. */
export const allLists = () => [...lists.values()];

/** Which are chosen, one by one. */
export const chosen = signal<ReadonlySet<string>>(new Set());
/** Instead of single ones all that match the filter, as counted when that was said. */
export const allMatching = signal<number | null>(null);
/** The row that keys act upon. */
export const current = signal<string | null>(null);
/** Where a range begins that Shift draws. */
let anchor: string | null = null;

export function unchoose() {
  chosen.value = new Set();
  allMatching.value = null;
  anchor = null;
}

/** Chooses a row or takes it back; with `range` all from the last one to it. */
export function choose(id: string, rows: Rows, range = false) {
  const next = new Set(chosen.peek());
  allMatching.value = null;
  const [a, b] = [rows.indexOf(anchor ?? ''), rows.indexOf(id)];
  if (range && a >= 0 && b >= 0)
    for (const row of rows.slice(Math.min(a, b), Math.max(a, b) + 1)) row && next.add(row.id);
  else if (!next.delete(id)) next.add(id);
  anchor = id;
  chosen.value = next;
}

export function chooseMany(ids: string[]) {
  chosen.value = new Set([...chosen.peek(), ...ids]);
}
