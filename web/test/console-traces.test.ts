// The waterfall's logic without a browser: trees, turns, scales, rows, and the search in data.
import { describe, expect, it } from 'vitest';
import { hits, inner } from '../src/console/parts/json-find';
import { linesOf, step } from '../src/console/trace/flat';
import { groupsOf, oneGroup, onlyOf } from '../src/console/trace/groups';
import { SpanList } from '../src/console/trace/load';
import { barOf, endOf, lengthOf, scaleOf, ticksOf } from '../src/console/trace/scale';
import { downward, moment, treesOf, type Node } from '../src/console/trace/tree';
import { beginnings, revealed, rowAt } from '../src/console/trace/window';
import { isFiltered, traceQuery } from '../src/console/pages/traces/query';
import { dsnOf } from '../src/console/pages/settings/sources/given';
import { SDKS } from '../src/console/pages/settings/sources/snippets';
import { lastOf, pause } from '../src/console/pages/settings/sources/watch';
import type { Ingest, SpanRow, Spans } from '../src/console/lib/traces';

const BEGAN = Date.parse('2026-03-01T12:00:00Z');
const time = (ms: number) => new Date(BEGAN + ms).toISOString();
const span = (span_id: string, part: Partial<SpanRow> = {}): SpanRow => ({
  trace_id: 't',
  span_id,
  parent_span_id: null,
  name: span_id,
  kind: 'chain',
  started_at: time(0),
  ended_at: time(100),
  duration_ms: null,
  failed: false,
  error: null,
  source: 'otlp',
  model: null,
  provider: null,
  usage: null,
  cost: null,
  first_token_ms: null,
  agent: null,
  tool: null,
  conversation_id: 'c',
  message_id: null,
  ...part,
});
const child = (id: string, parent: string, part: Partial<SpanRow> = {}) =>
  span(id, { parent_span_id: parent, ...part });
const shape = (nodes: readonly Node[]): unknown[] =>
  nodes.map(({ span, children }) => (children.length ? [span.span_id, ...shape(children)] : span.span_id));
const OPEN = { closed: new Set<string>(), heads: false, errorsFirst: false };

describe('trees', () => {
  it('nest by parents and stand in time order, whatever the order of the record', () => {
    const roots = treesOf([
      child('late', 'root', { started_at: time(50) }),
      child('deep', 'early', { started_at: time(20) }),
      child('early', 'root', { started_at: time(10) }),
      span('root'),
      child('never', 'root', { started_at: null, ended_at: null }),
    ]);
    expect(shape(roots)).toEqual([['root', ['early', 'deep'], 'late', 'never']]);
    expect(roots[0]).toMatchObject({ size: 5, errors: 0 });
  });

  it('keep apart the same ids of two traces, and take the later word of a span sent twice', () => {
    const roots = treesOf([
      span('a'),
      child('b', 'a'),
      span('a', { trace_id: 'u', started_at: time(500) }),
      child('b', 'a', { name: 'again' }),
    ]);
    expect(shape(roots)).toEqual([['a', 'b'], 'a']);
    expect(roots[0]?.children[0]?.span.name).toBe('again');
  });

  it('make roots of those whose parent is unknown', () => {
    const roots = treesOf([child('orphan', 'nobody'), child('below', 'orphan'), span('root', { started_at: time(5) })]);
    expect(shape(roots)).toEqual([['orphan', 'below'], 'root']);
    expect(roots.map(({ orphan }) => orphan)).toEqual([true, false]);
  });

  it('cut circles at their earliest, and lose nothing', () => {
    const roots = treesOf([
      child('a', 'c', { started_at: time(30) }),
      child('b', 'a', { started_at: time(10) }),
      child('c', 'b', { started_at: time(20) }),
      child('tail', 'c', { started_at: time(40) }),
      child('self', 'self', { started_at: time(50) }),
    ]);
    expect(shape(roots)).toEqual([['b', ['c', 'a', 'tail']], 'self']);
    expect(downward(roots)).toHaveLength(5);
  });

  // What grows with the square of the number takes minutes, and would not come to its end.
  it('take a hundred thousand in one go: deep, wide and in circles', () => {
    const many = 100_000;
    const deep = Array.from({ length: many }, (_, at) => (at ? child(`${at}`, `${at - 1}`) : span('0')));
    const wide = Array.from({ length: many }, (_, at) => (at ? child(`${at}`, '0') : span('0')));
    const circle = Array.from({ length: many }, (_, at) => child(`${at}`, `${(at + 1) % many}`));
    for (const spans of [deep, deep.toReversed(), wide, circle]) {
      const roots = treesOf(spans);
      const groups = groupsOf(roots);
      const lines = linesOf(groups, OPEN);
      expect(roots).toHaveLength(1);
      expect(lines).toHaveLength(many);
    }
  }, 30_000);

  it('spread messages to what stands around them, and not where two disagree', () => {
    const [root] = treesOf([
      span('http'),
      child('agent', 'http', { message_id: 'm1' }),
      child('llm', 'agent'),
      child('log', 'llm'),
    ]);
    expect(downward(root ? [root] : []).map(({ message }) => message)).toEqual(['m1', 'm1', 'm1', 'm1']);
    const [two] = treesOf([
      span('http'),
      child('one', 'http', { message_id: 'm1' }),
      child('two', 'http', { message_id: 'm2' }),
    ]);
    expect(two?.message).toBeNull();
    const beside = treesOf([span('job', { message_id: 'm1' }), span('ping', { started_at: time(300) })]);
    expect(beside.map(({ message }) => message)).toEqual(['m1', 'm1']);
  });

  it('read moments finer than the browser does', () => {
    expect(moment('2026-03-01T12:00:00.000250Z') - BEGAN).toBeCloseTo(0.25, 3);
    expect(moment('2026-03-01T13:00:00.123456789+01:00') - BEGAN).toBeCloseTo(123.456, 2);
    expect(moment('2026-03-01T12:00:00Z')).toBe(BEGAN);
    expect(moment(null)).toBeNaN();
  });
});

describe('turns', () => {
  const spans = [
    span('http'),
    child('one', 'http', { message_id: 'm1', started_at: time(10) }),
    child('two', 'http', { message_id: 'm2', started_at: time(50), failed: true }),
    child('below', 'two', { started_at: time(60) }),
    span('other', { trace_id: 'u', message_id: 'm3', started_at: time(5000), ended_at: time(5100) }),
    span('more', { trace_id: 'v', message_id: 'm3', started_at: time(6000), ended_at: time(6100) }),
  ];

  it('have a scale of their own each', () => {
    const groups = groupsOf(treesOf(spans));
    expect(groups.map(({ message, size, errors }) => [message, size, errors])).toEqual([
      [null, 4, 1],
      ['m3', 2, 0],
    ]);
    expect(groups[1]?.scale).toMatchObject({ from: BEGAN + 5000, to: BEGAN + 6100 });
    expect(oneGroup(treesOf(spans))).toHaveLength(1);
  });

  it('are shown alone with what they hang from', () => {
    const roots = treesOf(spans);
    const only = onlyOf(roots, new Set(['m2']));
    expect(shape(only)).toEqual([['http', ['two', 'below']]]);
    expect(only[0]).toMatchObject({ size: 3, errors: 1 });
    // The whole is as it was.
    expect(roots[0]?.children).toHaveLength(2);
    expect(onlyOf(roots, new Set(['nobody']))).toEqual([]);
  });
});

describe('scales', () => {
  const bars = (spans: SpanRow[], now = BEGAN + 1000) => {
    const nodes = downward(treesOf(spans));
    const scale = scaleOf(nodes);
    return nodes.map((node) => barOf(node, scale, now));
  };

  it('are one for all bars', () => {
    expect(bars([span('a'), child('b', 'a', { started_at: time(25), ended_at: time(75) })])).toEqual([
      { start: 0, length: 1, running: false },
      { start: 0.25, length: 0.5, running: false },
    ]);
  });

  it('never give a bar less than nothing, nor put it beside', () => {
    const skewed = bars([
      span('parent', { started_at: time(100), ended_at: time(200) }),
      child('before', 'parent', { started_at: time(-500), ended_at: time(-900) }),
      child('after', 'parent', { started_at: time(900), ended_at: time(950) }),
      child('never', 'parent', { started_at: null, ended_at: null }),
      child('end', 'parent', { started_at: null, ended_at: time(150), duration_ms: 20 }),
    ]);
    for (const { start, length } of skewed) {
      expect(start).toBeGreaterThanOrEqual(0);
      expect(length).toBeGreaterThanOrEqual(0);
      expect(start + length).toBeLessThanOrEqual(1);
    }
    expect(bars([span('point', { ended_at: time(0) })])).toEqual([{ start: 0, length: 0, running: false }]);
    expect(bars([span('nothing', { started_at: null, ended_at: null })])[0]).toMatchObject({ start: 0, length: 0 });
  });

  it('go on to now while something runs, but not to the moon', () => {
    const [, open] = bars([span('a'), child('b', 'a', { started_at: time(50), ended_at: null })], BEGAN + 200);
    expect(open).toEqual({ start: 0.25, length: 0.75, running: true });
    const scale = scaleOf(downward(treesOf([span('a'), child('b', 'a', { ended_at: null })])));
    expect(endOf(scale, BEGAN + 86_400_000 * 30) - scale.from).toBeLessThan(150);
    expect(endOf(scale, BEGAN - 5000)).toBe(scale.to);
  });

  it('say how long something took', () => {
    const length = (part: Partial<SpanRow>) => lengthOf(treesOf([span('a', part)])[0] as Node, BEGAN + 700);
    expect(length({})).toBe(100);
    expect(length({ duration_ms: -4 })).toBe(0);
    expect(length({ ended_at: time(-50) })).toBe(0);
    expect(length({ ended_at: null })).toBe(700);
    expect(length({ started_at: null, ended_at: null })).toBeNull();
  });

  it('have round ticks', () => {
    expect(ticksOf(1000, 4)).toEqual([0, 500, 1000]);
    expect(ticksOf(0.9, 4).length).toBeLessThanOrEqual(5);
    expect(ticksOf(0, 4)).toEqual([0]);
    expect(ticksOf(NaN, 4)).toEqual([0]);
  });
});

describe('rows', () => {
  const groups = groupsOf(
    treesOf([
      span('a', { message_id: 'm1' }),
      child('b', 'a'),
      child('c', 'b', { failed: true }),
      span('d', { trace_id: 'u', message_id: 'm2', started_at: time(500), failed: true }),
    ]),
  );
  const keys = (options: Partial<Parameters<typeof linesOf>[1]>) =>
    linesOf(groups, { ...OPEN, ...options }).map(({ key }) => key);

  it('are what is open', () => {
    expect(keys({})).toEqual(['t-a', 't-b', 't-c', 'u-d']);
    expect(keys({ heads: true })).toEqual(['m1', 't-a', 't-b', 't-c', 'm2', 'u-d']);
    expect(keys({ heads: true, closed: new Set(['m1']) })).toEqual(['m1', 'm2', 'u-d']);
    expect(keys({ closed: new Set(['t-b']) })).toEqual(['t-a', 't-b', 'u-d']);
  });

  it('begin with the failures on request', () => {
    expect(keys({ errorsFirst: true }).slice(0, 4)).toEqual(['errors', 'listed t-c', 'listed u-d', 't-a']);
    expect(keys({ errorsFirst: true, closed: new Set(['errors']) }).slice(0, 2)).toEqual(['errors', 't-a']);
  });

  it('know their level and their place', () => {
    const told = linesOf(groups, { ...OPEN, heads: true }).map(({ level, at, of, open }) => [level, at, of, open]);
    expect(told).toEqual([
      [1, 1, 2, true],
      [2, 1, 1, true],
      [3, 1, 1, true],
      [4, 1, 1, null],
      [1, 2, 2, true],
      [2, 1, 1, null],
    ]);
    expect(linesOf(groups, OPEN).map(({ at, of }) => [at, of])).toEqual([
      [1, 2],
      [1, 1],
      [1, 1],
      [2, 2],
    ]);
  });

  it('are walked by the arrows', () => {
    const lines = linesOf(groups, { ...OPEN, closed: new Set(['t-b']) });
    expect(step(lines, -1, 'ArrowDown')).toEqual({ to: 0 });
    expect(step(lines, 0, 'ArrowDown')).toEqual({ to: 1 });
    expect(step(lines, 0, 'ArrowUp')).toEqual({ to: 0 });
    expect(step(lines, 0, 'End')).toEqual({ to: 2 });
    expect(step(lines, 0, 'ArrowRight')).toEqual({ to: 1 });
    expect(step(lines, 1, 'ArrowRight')).toEqual({ open: 't-b' });
    expect(step(lines, 1, 'ArrowLeft')).toEqual({ to: 0 });
    expect(step(lines, 0, 'ArrowLeft')).toEqual({ close: 't-a' });
    expect(step(lines, 2, 'ArrowRight')).toBeNull();
    expect(step(lines, 0, 'x')).toBeNull();
    expect(step([], -1, 'ArrowDown')).toBeNull();
  });

  it('are found by their heights', () => {
    const tops = beginnings([10, 20, 30], (height) => height);
    expect([...tops]).toEqual([0, 10, 30, 60]);
    expect([0, 9, 10, 29, 30, 999].map((y) => rowAt(tops, y))).toEqual([0, 0, 1, 1, 2, 2]);
    expect(
      rowAt(
        beginnings([], () => 1),
        5,
      ),
    ).toBe(0);
    expect(revealed(tops, 0, { top: 0, height: 20 }, false)).toBeNull();
    expect(revealed(tops, 2, { top: 0, height: 40 }, false)).toBe(20);
    expect(revealed(tops, 0, { top: 30, height: 20 }, false)).toBe(0);
  });
});

describe('reading', () => {
  const pages: Record<string, Spans> = {
    first: { data: [span('a'), span('b')], next_cursor: 'second' },
    second: { data: [span('c')], next_cursor: null },
  };

  it('takes all pages', async () => {
    const list = new SpanList(
      (cursor) => cursor ?? 'first',
      (url) => Promise.resolve(pages[url] as Spans),
    );
    await list.open();
    expect(list.spans.value.map(({ span_id }) => span_id)).toEqual(['a', 'b', 'c']);
    expect(list.next.value).toBeNull();
  });

  it('keeps what it has when a page fails', async () => {
    let fails = false;
    const list = new SpanList(
      (cursor) => cursor ?? 'first',
      (url) => (fails ? Promise.reject(new Error('away')) : Promise.resolve(pages[url] as Spans)),
    );
    await list.open();
    fails = true;
    await list.open();
    expect(list.spans.value).toHaveLength(3);
    expect(list.problem.value?.message).toBe('away');
  });
});

describe('data', () => {
  const value = { attributes: { 'gen_ai.input': '[{"role":"user","content":"Find the Needle"}]', n: 4, none: null } };

  it('is searched in names and values, and in data that is written as a text', () => {
    expect(inner('[1]')).toEqual([1]);
    expect(inner('[1')).toBeUndefined();
    expect(inner('"a"')).toBeUndefined();
    const found = hits(value, 'needle');
    expect(found?.count).toBe(1);
    expect(found?.paths.has('/attributes/gen_ai.input/0/content')).toBe(true);
    expect(found?.paths.has('/attributes/n')).toBe(false);
    expect(hits(value, 'NONE')?.count).toBe(1);
    expect(hits(value, ' ')).toBeNull();
    expect(hits(value, 'nowhere')).toMatchObject({ count: 0 });
  });
});

describe('the list of traces', () => {
  const now = Date.parse('2026-03-10T12:00:30Z');
  const asked = (text: string) => traceQuery(new URLSearchParams(text), now);

  it('asks by the address', () => {
    expect(Object.entries(asked('')).filter(([, value]) => value != null)).toEqual([['limit', 50]]);
    expect(asked('days=7&thread=a/b&has_error=true&cursor=x')).toMatchObject({
      from: '2026-03-03T12:00:00.000Z',
      thread: 'a/b',
      has_error: 'true',
      cursor: 'x',
    });
  });

  it('searches spans as they are written about, and for traces in no conversation', () => {
    const words = 'model:gpt-4* !kind:tool name:"a b" http.route:/é';
    expect(asked(`query=${encodeURIComponent(words)}&unassigned=true`)).toMatchObject({
      query: words,
      unassigned: 'true',
    });
    expect(asked('unassigned=yes')).toMatchObject({ unassigned: null });
    for (const text of ['query=a:b', 'unassigned=true']) expect(isFiltered(new URLSearchParams(text))).toBe(true);
    expect(isFiltered(new URLSearchParams('cursor=x&query='))).toBe(false);
  });

  it('takes whole days, the last one too, and no nonsense', () => {
    expect(asked('from=2026-03-01&to=2026-03-02')).toMatchObject({
      from: '2026-03-01T00:00:00.000Z',
      to: '2026-03-03T00:00:00.000Z',
    });
    expect(asked('from=2026-13-01&to=x&days=-1&has_error=no')).toMatchObject({ from: null, to: null, has_error: null });
  });
});

describe('sources', () => {
  const ingest: Ingest = {
    address: 'https://v.example.com',
    grpc_address: null,
    project_number: 7,
    sources: [],
    rejections: [],
    traces_without_conversation: 0,
    session_by_trace: false,
  };
  const lines = (given: Ingest, key = 'vb_abc') =>
    Object.fromEntries(SDKS.flatMap(({ kits }) => kits({ ingest: given, key })).map((kit) => [kit.id, kit]));

  it('have the address and the key in their lines', () => {
    expect(dsnOf({ ingest, key: 'vb_abc' })).toBe('https://vb_abc@v.example.com/7');
    expect(dsnOf({ ingest: { ...ingest, address: 'http://localhost:8080' }, key: 'k' })).toBe(
      'http://k@localhost:8080/7',
    );
    for (const [id, kit] of Object.entries(lines(ingest))) {
      const text = kit.lines.map(({ text }) => text).join('\n');
      if (id != 'otel-grpc') expect(text, id).toContain('vb_abc');
      if (id != 'otel-grpc') expect(text, id).toContain('v.example.com');
      expect(kit.conversation.length, id).toBeGreaterThan(0);
    }
  });

  it('say where there is no gRPC', () => {
    expect(lines(ingest)['otel-grpc']).toMatchObject({ lines: [] });
    const there = lines({ ...ingest, grpc_address: 'v.example.com:4317' })['otel-grpc'];
    expect(there?.lines[0]?.text).toContain('https://v.example.com:4317');
  });

  it('are looked at often at first, and seldom later', () => {
    expect(pause(2000, 10_000, false)).toBe(2000);
    expect(pause(2000, 61_000, false)).toBe(3000);
    expect(pause(2000, 10_000, true)).toBe(3000);
    expect(pause(29_000, 900_000, false)).toBe(30_000);
    expect(lastOf(undefined)).toBe(0);
    const source = { source: 'otlp', sdk: '', first_at: time(0), spans: 1, rejected: 0 };
    expect(
      lastOf({
        ...ingest,
        sources: [
          { ...source, last_at: time(5) },
          { ...source, last_at: time(9) },
        ],
      }),
    ).toBe(BEGAN + 9);
  });
});
