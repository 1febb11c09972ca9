// What can be taken back: done when its time is over, or at once where it could not be done later.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { toasts } from '../src/console/lib/toasts';
import { settle, undoable, undoLast } from '../src/console/lib/undo';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function begin(fails = false) {
  const said: string[] = [];
  undoable({
    text: '3 conversations deleted.',
    run: async (leaving) => {
      said.push(leaving ? 'done while leaving' : 'done');
      if (fails) throw new TypeError('no line');
    },
    back: () => said.push('back'),
  });
  return said;
}

test('it is done once its time is over, and not when it was taken back', async () => {
  const [kept, taken] = [begin(), begin()];
  expect(undoLast()).toBe(true);
  await vi.advanceTimersByTimeAsync(9_999);
  expect([kept, taken]).toEqual([[], ['back']]);
  await vi.advanceTimersByTimeAsync(1);
  expect([kept, taken]).toEqual([['done'], ['back']]);
  expect(undoLast()).toBe(false);
});

test('it is done at once where the session ends or the page goes', async () => {
  const first = begin();
  await settle();
  expect(first).toEqual(['done']);
  const second = begin();
  dispatchEvent(new Event('pagehide'));
  await vi.advanceTimersByTimeAsync(20_000);
  expect([first, second]).toEqual([['done'], ['done while leaving']]);
});

test('what did not work is shown as it was, and said', async () => {
  const said = begin(true);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(said).toEqual(['done', 'back']);
  expect(toasts.value.at(-1)?.text).toMatch(/^3 conversations deleted: that did not work\./);
});
