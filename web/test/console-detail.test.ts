// What the detail of a conversation and the test chat are made of, without a browser.
import { expect, test } from 'vitest';
import { found, plainly } from '../src/console/pages/conversation/find';
import { FOLD_CHARACTERS, FOLD_LINES, isLong, PIECE, shown } from '../src/console/pages/conversation/fold';
import {
  failed,
  isUnknown,
  personName,
  sum,
  type Conversation,
  type Message,
} from '../src/console/pages/conversation/model';
import { rowsOf } from '../src/console/pages/conversation/rows';
import { filled } from '../src/console/pages/conversation/template-form';
import { totalsOf } from '../src/console/pages/conversation/totals';
import { Transcript } from '../src/console/pages/conversation/transcript';
import { place, spansOf, turnOf, waited } from '../src/console/pages/conversation/turn';
import { windowAt } from '../src/console/pages/conversation/window';
import { asText } from '../src/console/pages/conversation/export';
import { inWords } from '../src/console/pages/test-chat/chat';
import { fill, readLines, twice, valueOf, variablesOf } from '../src/console/pages/test-chat/preset';
import { totalsOf as testTotals, type Said } from '../src/console/pages/test-chat/session';

const NO_USAGE = {
  input_tokens: 0,
  output_tokens: 0,
  cache_read_tokens: 0,
  cache_write_tokens: 0,
  reasoning_tokens: 0,
  total_tokens: 0,
};
let count = 0;
const message = (part: Partial<Message> = {}): Message => ({
  id: `m${++count}`,
  role: 'user',
  kind: 'text',
  content: 'Hello',
  edited: false,
  revoked: false,
  reactions: [],
  created_at: '2026-03-01T12:00:00Z',
  received_at: '2026-03-01T12:00:00Z',
  function_calls: [],
  attachments: [],
  usage: NO_USAGE,
  ...part,
});

test('a long text is folded, then a piece of it, then all', () => {
  expect(isLong('short')).toBe(false);
  expect(shown('short', 'folded')).toEqual({ text: 'short', next: null });
  const lines = Array.from({ length: 40 }, (_, at) => `line ${at}`).join('\n');
  expect(shown(lines, 'folded').text.split('\n')).toHaveLength(FOLD_LINES);
  expect(shown(lines, 'folded').next).toBe('whole');
  const huge = 'x'.repeat(1_000_000);
  expect(shown(huge, 'folded')).toMatchObject({ text: 'x'.repeat(FOLD_CHARACTERS), next: 'piece' });
  expect(shown(huge, 'piece')).toMatchObject({ next: 'whole' });
  expect(shown(huge, 'piece').text).toHaveLength(PIECE);
  expect(shown(huge, 'whole')).toEqual({ text: huge, next: null });
  // No half of a sign at the end.
  expect(shown('😀'.repeat(2000).slice(1), 'folded').text.at(-1)).not.toMatch(/[\ud800-\udbff]$/);
});

test('rows have days between them and comments at their times', () => {
  const first = message({ created_at: '2026-03-01T12:00:00Z' });
  const again = message({ created_at: '2026-03-01T12:01:00Z' });
  const tool = message({ role: 'tool', created_at: '2026-03-01T12:01:30Z' });
  const next = message({ created_at: '2026-03-03T08:00:00Z' });
  const note = { id: 'n', author: 'Ada', mine: true, text: 'Hm', created_at: '2026-03-02T09:00:00Z', edited_at: null };
  const early = { ...note, id: 'e', created_at: '2026-02-01T09:00:00Z' };
  const all = [first, again, tool, next];
  const kinds = (options: Parameters<typeof rowsOf>[1]) => rowsOf(all, options).map(({ kind }) => kind);
  const rows = rowsOf(all, { talkOnly: false, notes: [early, note], fromStart: false });
  expect(rows.map(({ kind }) => kind)).toEqual([
    'day',
    'message',
    'message',
    'message',
    'day',
    'note',
    'day',
    'message',
  ]);
  expect(rows[2]).toMatchObject({ follows: true });
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  expect(kinds({ talkOnly: true, notes: [note], fromStart: true })).toEqual([
    'day',
    'message',
    'message',
    'day',
    'message',
  ]);
  // Before the first message only where that is the first of all.
  expect(kinds({ talkOnly: false, notes: [early], fromStart: true })[1]).toBe('note');
});

test('a turn has the calls of models and tools in their order, and no negative lengths', () => {
  const asked = message({ created_at: '2026-03-01T12:00:00.000Z' });
  const calling = message({
    role: 'assistant',
    kind: 'tool_calls',
    content: '',
    model: 'gpt',
    created_at: '2026-03-01T12:00:01.000Z',
    raw: { duration_ms: 900 },
    function_calls: [
      { name: 'find', duration_ms: 400 },
      { name: 'send', error: 'HTTP 502' },
    ],
  });
  const answer = message({
    role: 'assistant',
    model: 'gpt',
    created_at: '2026-03-01T12:00:03.000Z',
    raw: { duration_ms: -5 },
  });
  const other = message();
  const turn = turnOf([message(), asked, calling, answer, other], answer.id);
  expect(turn).toEqual([asked, calling, answer]);
  const spans = spansOf(turn);
  expect(spans.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['llm gpt', 'tool find', 'tool send', 'llm gpt']);
  expect(spans.map((span) => span.failed)).toEqual([false, false, true, false]);
  for (const span of spans) {
    const { start, length } = place(span, spans);
    expect(start).toBeGreaterThanOrEqual(0);
    expect(length).toBeGreaterThanOrEqual(0);
    expect(start + length).toBeLessThanOrEqual(1.0001);
  }
  expect(waited(turn)).toBe(3000);
  expect(failed(calling)).toBe(true);
  expect(turnOf([asked], 'nobody')).toEqual([]);
});

test('totals are the sum of their parts, and the unknown is no zero', () => {
  const usage = { ...NO_USAGE, input_tokens: 10, output_tokens: 5, cache_read_tokens: 4, total_tokens: 15 };
  const answer = (part: Partial<Message>) => message({ role: 'assistant', usage, ...part });
  const totals = totalsOf([
    message(),
    answer({ model: 'a', cost: 0.1 }),
    answer({ model: 'a', cost: 0.2 }),
    answer({ model: 'a' }),
    answer({ model: 'b' }),
  ]);
  expect(totals).toMatchObject([
    { model: 'a', answers: 3, input: 30, cacheRead: 12, cost: 0.3, unpriced: 1 },
    { model: 'b', answers: 1, cost: null, unpriced: 1 },
  ]);
  expect(sum([null, undefined])).toBeNull();
  expect(sum([0.1, 0.2, null])).toBe(0.3);
});

test('the window counts by the clock it is given', () => {
  const closes = '2026-03-02T12:00:00Z';
  const at = (minutes: number, seconds = 0) =>
    windowAt({ expires_at: closes }, Date.parse(closes) - (minutes * 60 + seconds) * 1000);
  expect(at(23 * 60 + 45)).toMatchObject({ open: true, tone: 'plain', words: '23 h 45 min left', said: '' });
  expect(at(5 * 60)).toMatchObject({ tone: 'warning' });
  expect(at(59)).toMatchObject({ tone: 'danger', words: '59 min left' });
  expect(at(9, 4)).toMatchObject({ words: '9 min 04 s left' });
  expect(at(0)).toMatchObject({ open: false, tone: 'sunken' });
  expect(at(0).words).toMatch(/^Window closed at \d\d:\d\d$/);
  expect(windowAt({ expires_at: null }, 0)).toMatchObject({ open: false, words: 'Window never opened' });
});

test('what nobody here knows is data, and nothing else is', () => {
  expect(isUnknown(message())).toBe(false);
  expect(isUnknown(message({ kind: 'order' }))).toBe(true);
  expect(isUnknown(message({ content: '' }))).toBe(true);
  expect(isUnknown(message({ kind: 'error', content: '', error: 'timeout' }))).toBe(false);
});

test('words are found whatever their case and accents', () => {
  const all = [
    message({ content: 'Où est ma Commande ?' }),
    message({ function_calls: [{ name: 'find', result: { city: 'Łódź' } }] }),
  ];
  expect(found(all, 'ou EST')).toEqual([all[0]?.id]);
  expect(found(all, 'lodz')).toEqual([]);
  expect(found(all, 'łódz')).toEqual([all[1]?.id]);
  expect(found(all, '  ')).toEqual([]);
  expect(plainly('Äé')).toBe('ae');
});

/** A server with messages 0 to `of` - 1, that counts what it is asked. */
function server(of: number) {
  const all = Array.from({ length: of }, (_, at) => message({ id: `${at}` }));
  const asked: string[] = [];
  const fetchPage = async (url: string) => {
    asked.push(url);
    const { searchParams } = new URL(url, 'http://x');
    const limit = Number(searchParams.get('limit'));
    const desc = searchParams.get('order') == 'desc';
    const from = Number(searchParams.get('cursor') ?? 0);
    const order = desc ? [...all].reverse() : all;
    const next = from + limit < all.length ? `${from + limit}` : null;
    return { data: order.slice(from, from + limit), next_cursor: next, prev_cursor: null };
  };
  return { all, asked, fetchPage };
}
const ids = (transcript: Transcript) => transcript.messages.value.map(({ id }) => Number(id));
const run = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);

test('a transcript begins at its end and goes back as it is asked', async () => {
  const { asked, fetchPage } = server(1050);
  const transcript = new Transcript('c', fetchPage);
  await transcript.open(null);
  expect(asked).toHaveLength(1);
  expect(ids(transcript)).toEqual(run(950, 1050));
  await transcript.more();
  expect(ids(transcript)).toEqual(run(650, 1050));
  expect(transcript.complete.value).toBe(false);
  await transcript.all();
  expect(ids(transcript)).toEqual(run(0, 1050));
  expect(transcript.complete.value).toBe(true);
});

test('a linked message is found from both ends, without a gap', async () => {
  for (const [wanted, most] of [
    [500, 12],
    [3, 14],
    [1040, 1],
    [260, 12],
  ] as const) {
    const { asked, fetchPage } = server(1050);
    const transcript = new Transcript('c', fetchPage);
    await transcript.open(`${wanted}`);
    const have = ids(transcript);
    expect(have).toContain(wanted);
    expect(have).toEqual(run(have[0] ?? 0, 1050));
    expect(asked.length).toBeLessThanOrEqual(most);
  }
  const { fetchPage } = server(250);
  const transcript = new Transcript('c', fetchPage);
  await transcript.open('nobody');
  expect(ids(transcript)).toEqual(run(0, 250));
});

test('what came meanwhile is added, what changed is replaced, what broke is said', async () => {
  const { all, fetchPage } = server(300);
  let broken = false;
  const transcript = new Transcript('c', (url) => (broken ? Promise.reject(new Error('gone')) : fetchPage(url)));
  await transcript.open(null);
  await transcript.all();
  for (let at = 300; at < 520; at++) all.push(message({ id: `${at}` }));
  all[290] = { ...all[290]!, status: 'read' };
  await transcript.refresh();
  expect(ids(transcript)).toEqual(run(0, 520));
  expect(transcript.messages.value[290]?.status).toBe('read');
  broken = true;
  await transcript.refresh();
  expect(transcript.problem.value?.message).toBe('gone');
  expect(ids(transcript)).toHaveLength(520);
  broken = false;
  await transcript.refresh();
  expect(transcript.problem.value).toBeUndefined();
});

test('a conversation as text names who said what, with files, tools and failures', () => {
  const conversation = {
    id: 'c',
    type: 'api',
    badge: { label: 'API' },
    customer: { name: 'Ana' },
    started_at: 'T0',
    assistant_name: 'Helper',
  };
  const text = asText(conversation as unknown as Conversation, [
    message({ content: 'Where?' }),
    message({
      role: 'assistant',
      content: '',
      error: 'timeout',
      function_calls: [{ name: 'find', arguments: { a: 1 }, result: 'x' }],
    }),
  ]);
  expect(text).toContain('Ana:\nWhere?');
  expect(text).toContain('Helper:\n[tool find({"a":1}) → "x"]\n[failed: timeout]');
  expect(personName(conversation as unknown as Conversation)).toBe('Ana');
});

test('gaps of a template show what was given', () => {
  expect(filled('Hi {{1}}, {{ order }} of {{2}}', { 1: 'Ana', order: '7' })).toBe('Hi Ana, 7 of {{2}}');
});

test('preset variables are what they look like', () => {
  expect(['7', '"7"', 'true', 'null', '{"a":1}', '{a', 'truely', '+4915', ''].map(valueOf)).toEqual([
    7,
    '7',
    true,
    null,
    { a: 1 },
    '{a',
    'truely',
    '+4915',
    '',
  ]);
  const lines = readLines('[{"name":" plan ","value":"pro"},{"name":"","value":"x"},{"name":"plan","value":"1"}]');
  expect(variablesOf(lines)).toEqual({ plan: 1 });
  expect(twice(lines)).toEqual(['plan']);
  expect(readLines('broken')).toEqual([]);
  expect(fill('Hello {{name}}{{ gone }}!', { name: 'Ana' })).toBe('Hello Ana!');
});

test('a failure is said in words, with the provider’s own', () => {
  expect(inWords('timeout: no answer in 30 s')).toBe('It took too long: no answer in 30 s');
  expect(inWords('strange_thing')).toBe('strange_thing');
  expect(inWords('strange_thing: x')).toBe('Strange thing: x');
});

test('a test talk adds up what its answers took', () => {
  const said = (part: Partial<Said>) =>
    ({ role: 'assistant', usage: NO_USAGE, function_calls: [], ...part }) as unknown as Said;
  const usage = { ...NO_USAGE, input_tokens: 100, output_tokens: 20, total_tokens: 120 };
  expect(
    testTotals([
      said({ role: 'user' }),
      said({ usage, cost: 0.1, duration_ms: 500, function_calls: [{ name: 'a', error: 'no' }] }),
      said({ usage, duration_ms: 700, error: 'timeout: x' }),
    ]),
  ).toMatchObject({ answers: 2, input: 200, output: 40, cost: 0.1, unpriced: true, took: 1200, tools: 1, errors: 2 });
});
