// The list without a browser: what the address asks for, where hits are, and rows that stay where they are read.
import { describe, expect, test } from 'vitest';
import { around, marked } from '../src/console/pages/conversations/marks';
import {
  filterBody,
  filterOf,
  keptSearch,
  listQuery,
  sortOf,
  sortText,
} from '../src/console/pages/conversations/query';
import { PAGE, Rows, type Answer, type Conversation } from '../src/console/pages/conversations/rows';

const search = (text: string) => new URLSearchParams(text);
const NOW = Date.parse('2026-11-22T12:00:00Z');

describe('the address', () => {
  test('becomes what the server is asked', () => {
    expect(filterOf(search('type=whatsapp,test&tag=a&tag=b&days=7&other=1'), NOW)).toEqual({
      type: 'whatsapp,test',
      tag: 'a,b',
      from: '2026-11-16',
    });
    expect(filterBody({ has_error: 'true', q: 'true' })).toEqual({ has_error: true, q: 'true' });
    expect(listQuery(search('sort=cost'), NOW)).toEqual({ sort: '+cost' });
  });

  test('has an order that can be said and read back', () => {
    for (const by of ['cost', 'messages', 'started', 'last_activity'] as const)
      for (const down of [true, false])
        expect(sortOf(search(`sort=${encodeURIComponent(sortText({ by, down }) ?? '')}`))).toEqual({ by, down });
    expect(sortOf(search('sort=nonsense'))).toEqual({ by: 'last_activity', down: true });
  });

  test('keeps only what belongs to the list', () => {
    expect(keptSearch(search('utm=1&q=a&type=test'))).toBe('?type=test&q=a');
    expect(keptSearch(search(''))).toBe('');
  });
});

describe('hits', () => {
  const hits = (text: string, query: string) =>
    marked(text, query)
      .filter(({ hit }) => hit)
      .map(({ text }) => text);

  test('are found whatever case and accents, at the beginning of words', () => {
    expect(hits('Où est le CAFÉ, le cafetier?', 'cafe')).toEqual(['CAFÉ', 'cafe']);
    expect(hits('decaf', 'caf')).toEqual([]);
    expect(hits('هل وصل الطلب؟', 'الطلب')).toEqual(['الطلب']);
    expect(hits('我的订单在哪里', '订单')).toEqual(['订单']);
    expect(hits('thanks 👍🏽', '👍🏽')).toEqual(['👍🏽']);
  });

  test('leave the text whole', () => {
    const text = 'Straße ﬁne İstanbul e\u0301te\u0301';
    for (const query of ['strasse', 'fi', 'istanbul', 'ete', 'e'])
      expect(
        marked(text, query)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text);
  });

  test('are brought into sight', () => {
    expect(around(`${'word '.repeat(40)}needle and more`, 'needle')).toMatch(/^….*needle and more$/);
    expect(around('a needle', 'needle')).toBe('a needle');
  });
});

/** A server with so many conversations, newest first. */
function server(size: number) {
  let all = Array.from(
    { length: size },
    (_, at) => ({ id: `c${at}`, last_activity_at: `${size - at}`, message_count: 1 }) as Conversation,
  );
  let reads = 0;
  return {
    touch(id: string) {
      const row = all.find((row) => row.id == id);
      if (row) all = [{ ...row, message_count: row.message_count + 1 }, ...all.filter((other) => other != row)];
    },
    get reads() {
      return reads;
    },
    read: async (cursor: string | null): Promise<Answer> => {
      reads++;
      // Behind a key and not at a number, as the real one.
      const from =
        cursor == null ? 0 : all.findIndex(({ last_activity_at }) => Number(last_activity_at) < Number(cursor));
      const data = from < 0 ? [] : all.slice(from, from + PAGE);
      const last = data.at(-1);
      return { data, next_cursor: last && last != all.at(-1) ? last.last_activity_at : null };
    },
  };
}

const settle = () => new Promise((done) => setTimeout(done));

describe('rows', () => {
  test('are bounded in memory, however far one scrolls, and come back', async () => {
    const { read } = server(10_000);
    const rows = new Rows(read);
    await rows.begin();
    while (!rows.whole) {
      rows.need(rows.total - 20, rows.total);
      await settle();
    }
    expect(rows.total).toBe(10_000);
    expect(rows.held).toBeLessThanOrEqual(23 * PAGE);
    expect(rows.slice(0, 1)).toEqual([undefined]);
    rows.need(0, 20);
    await settle();
    expect(rows.slice(0, 2).map((row) => row?.id)).toEqual(['c0', 'c1']);
    expect(rows.slice(9999, 10_000)).toEqual([undefined]);
  });

  test('wait when something new comes, and show it when asked', async () => {
    const there = server(250);
    const rows = new Rows(there.read);
    await rows.begin();
    rows.need(40, 50);
    await settle();
    there.touch('c30');
    there.touch('c180');
    await rows.look(() => false);
    expect(rows.news.value).toBe(2);
    expect(rows.slice(0, 2).map((row) => row?.id)).toEqual(['c0', 'c1']);
    rows.show();
    expect(rows.slice(0, 3).map((row) => row?.id)).toEqual(['c180', 'c30', 'c0']);
    expect(rows.news.value).toBe(0);
  });

  test('never hold a conversation twice', async () => {
    const there = server(300);
    const rows = new Rows(there.read);
    await rows.begin();
    there.touch('c250');
    rows.need(40, 50);
    await settle();
    rows.need(90, 100);
    await settle();
    const ids = rows.slice(0, rows.total).map((row) => row?.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('go out of sight and come back', async () => {
    const rows = new Rows(server(150).read);
    await rows.begin();
    rows.hide(['c1']);
    expect(rows.slice(0, 2).map((row) => row?.id)).toEqual(['c0', 'c2']);
    expect(rows.indexOf('c1')).toBe(-1);
    rows.unhide(['c1']);
    expect(rows.indexOf('c1')).toBe(1);
  });
});
