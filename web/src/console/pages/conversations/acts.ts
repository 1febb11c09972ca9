// What is done with chosen conversations: delete with a way back, tag in portions, and all that match.
import { signal } from '@preact/signals';
import { call } from '../../lib/api';
import { address } from '../../lib/address';
import { invalidate } from '../../lib/cache';
import { many, number } from '../../lib/format';
import { asProblem } from '../../lib/problem';
import { navigate, path, search } from '../../lib/router';
import { serverNow } from '../../lib/time';
import { toast } from '../../lib/toasts';
import { undoable } from '../../lib/undo';
import type { Schemas } from '../../lib/api';
import { filterBody, filterOf, keptSearch } from './query';
import type { Answer, Rows } from './rows';
import { allLists, allMatching, chosen, unchoose } from './state';

type Deleted = Schemas['DeletionAnswer'];

export const exporting = signal(false);
export const tagging = signal(false);
/** What is asked before many are deleted. */
export const asking = signal<{ count: number; matching: boolean } | null>(null);
/** All lists are covered by this while a deletion of all that match waits. */
export const emptied = signal<string | null>(null);

/** The filter of the address as the server takes it; a list without one still means everything. */
function filter(): Record<string, unknown> {
  const found = filterBody(filterOf(search.peek(), serverNow()));
  return Object.keys(found).length ? found : { include_test: true };
}

/** Has the server count what matches. */
export async function countMatching(): Promise<number> {
  const answer = await call<Deleted>('POST', '/api/v1/conversations/delete', { filter: filter(), dry_run: true });
  return answer.matched;
}

export async function chooseAllMatching() {
  try {
    allMatching.value = await countMatching();
  } catch (thrown) {
    toast(asProblem(thrown).message, { tone: 'danger' });
  }
}

/** Deletes what is chosen, or the one that keys act upon: one at once, many after a question. */
export function deleteChosen(rows: Rows, active?: string) {
  if (allMatching.peek() != null) asking.value = { count: allMatching.peek() ?? 0, matching: true };
  else if (chosen.peek().size > 1) asking.value = { count: chosen.peek().size, matching: false };
  else {
    const [id = active] = chosen.peek();
    if (id) deleteIds([id], rows);
  }
}

/** Takes conversations out of sight now and deletes them when the time to undo is over. */
export function deleteIds(ids: string[], rows: Rows) {
  const open = ids.find((id) => path.peek() == `/conversations/${id}`);
  if (open) {
    const index = rows.indexOf(open);
    const next = rows.slice(index + 1, index + 2)[0] ?? rows.slice(Math.max(0, index - 1), index)[0];
    const kept = keptSearch(search.peek());
    navigate(next ? `/conversations/${next.id}${kept}` : `/conversations${kept}`, { replace: true });
  }
  for (const list of allLists()) list.hide(ids);
  unchoose();
  undoable({
    text: `${many(ids.length, 'conversation')} deleted.`,
    back: () => {
      for (const list of allLists()) list.unhide(ids);
    },
    run: async (leaving) => {
      for (let at = 0; at < ids.length; at += 1000) await removeIds(ids.slice(at, at + 1000), leaving);
      invalidate('/api/v1/conversations');
    },
  });
}

/** Deletes until nothing is left of what is meant: one request takes only so long. */
async function remove(what: { ids: string[] } | { filter: Record<string, unknown> }, count: number, leaving: boolean) {
  let deleted = 0;
  for (let confirm_count = count; ;) {
    const answer = await call<Deleted>(
      'POST',
      '/api/v1/conversations/delete',
      { ...what, confirm_count },
      { keepalive: leaving },
    );
    deleted += answer.deleted;
    if (!answer.remaining || !answer.deleted) return;
    confirm_count = answer.remaining;
    toast(`${number(deleted)} deleted, ${number(answer.remaining)} to go.`);
  }
}

/** Deletes single ones; what somebody else has deleted meanwhile is no fault. */
async function removeIds(ids: string[], leaving: boolean) {
  try {
    await remove({ ids }, ids.length, leaving);
  } catch (thrown) {
    if (leaving || asProblem(thrown).status != 409) throw thrown;
    const { matched } = await call<Deleted>('POST', '/api/v1/conversations/delete', { ids, dry_run: true });
    if (matched) await remove({ ids }, matched, false);
  }
}

/** Deletes all that match, if they are still as many as were counted. */
export function deleteMatching(count: number, rows: Rows) {
  const meant = filter();
  const key = keptSearch(search.peek());
  emptied.value = key;
  unchoose();
  undoable({
    text: `${many(count, 'conversation')} deleted.`,
    back: () => (emptied.value = null),
    run: async (leaving) => {
      await remove({ filter: meant }, count, leaving);
      emptied.value = null;
      invalidate('/api/v1/conversations');
      await rows.begin();
    },
  });
}

export interface Progress {
  done: number;
  failed: number;
  of: number;
}

/** The ids of what is chosen, in portions: of all that match read page by page. */
export async function* portions(): AsyncGenerator<string[]> {
  if (allMatching.peek() == null) {
    const ids = [...chosen.peek()];
    for (let at = 0; at < ids.length; at += 500) yield ids.slice(at, at + 500);
    return;
  }
  const query = filterOf(search.peek(), serverNow());
  // By their beginning: what is said meanwhile moves none of them.
  for (let cursor: string | null = null; ;) {
    const page: Answer = await call<Answer>(
      'GET',
      address('/api/v1/conversations', { ...query, sort: '+started', limit: 100, cursor }),
    );
    yield page.data.map(({ id }) => id);
    cursor = page.next_cursor ?? null;
    if (!cursor) return;
  }
}

/** Adds and removes tags; tells how far it is, and counts what failed. */
export async function tag(add: string[], remove: string[], tell: (progress: Progress) => void, stopped: () => boolean) {
  const progress: Progress = { done: 0, failed: 0, of: allMatching.peek() ?? chosen.peek().size };
  for await (const ids of portions()) {
    if (stopped()) break;
    try {
      await call('POST', '/api/v1/conversations/tags', { ids, add, remove });
      progress.done += ids.length;
    } catch (thrown) {
      progress.failed += ids.length;
      if (asProblem(thrown).status == 403 || asProblem(thrown).status == 422) throw thrown;
    }
    tell({ ...progress });
    for (const list of allLists()) list.outdated(ids);
  }
  invalidate('/api/v1/tags', '/api/v1/conversations/');
  return progress;
}
