// Judgements of a conversation and its messages: read once, changed at once where one looks, then confirmed.
import { address } from '../../lib/address';
import { call } from '../../lib/api';
import { invalidate, put, useCached } from '../../lib/cache';
import { asProblem } from '../../lib/problem';
import { me } from '../../lib/session';
import { toast } from '../../lib/toasts';
import type { Score } from './model';

interface Scores {
  data: Score[];
}
const at = (id: string) => address<Scores>('/api/v1/conversations/{id}/scores', { id });

export const useScores = (id: string) => useCached(at(id));

const same = (a: Score, b: Pick<Score, 'name' | 'message_id'>) =>
  a.name == b.name && (a.message_id ?? null) == (b.message_id ?? null) && a.mine;

export type Given = Pick<Score, 'name' | 'message_id' | 'value' | 'category' | 'reason'>;

/** Shows a change before the server has it; what it refuses is taken back and said. */
async function change(id: string, before: Score[], after: Score[], send: () => Promise<unknown>) {
  put(at(id), { data: after });
  try {
    await send();
  } catch (thrown) {
    put(at(id), { data: before });
    toast(`That was not saved. ${asProblem(thrown).message}`, { tone: 'danger' });
    throw thrown;
  } finally {
    invalidate(at(id));
  }
}

export function setScore(id: string, before: Score[], given: Given): Promise<void> {
  const { name, ...body } = given;
  const author = me.peek()?.user.name ?? '';
  const score: Score = { ...given, source: 'ui', author, mine: true, set_at: new Date().toISOString() };
  const sent = Object.fromEntries(Object.entries(body).filter(([, value]) => value != null));
  return change(id, before, [...before.filter((one) => !same(one, given)), score], () =>
    call('PUT', address('/api/v1/conversations/{id}/scores/{name}', { id, name }), sent),
  );
}

export function removeScore(id: string, before: Score[], score: Pick<Score, 'name' | 'message_id'>): Promise<void> {
  return change(
    id,
    before,
    before.filter((one) => !same(one, score)),
    () =>
      call(
        'DELETE',
        address('/api/v1/conversations/{id}/scores/{name}', { id, name: score.name, message_id: score.message_id }),
      ),
  );
}
