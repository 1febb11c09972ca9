import { describe, expect, it } from 'vitest';
import { changeOf, draftOf, named, newOf, partOf, type Assistant } from '../src/console/pages/assistants/draft';
import { differences, lines } from '../src/console/pages/assistants/diff';
import { readJson } from '../src/console/pages/assistants/json';
import { schemaFaults } from '../src/console/pages/assistants/schema';
import {
  before,
  cell,
  compared,
  csv,
  daysOf,
  period,
  series,
  ticks,
  type Insight,
} from '../src/console/pages/insights/figures';
import { judge, textOn } from '../src/console/pages/widgets/colour';
import { browser } from '../src/console/pages/settings/browser';
import { changes, made } from '../src/console/lib/form';
import { Problem } from '../src/console/lib/problem';

describe('a schema that is typed', () => {
  it('says where JSON is broken', () => {
    expect(readJson('{\n  "a": 1,\n  "b" 2\n}').fault).toMatchObject({ line: 3, column: 7 });
    expect(readJson('{"a": 1,}').fault?.message).toContain('name in quotes');
    expect(readJson('[1 2]').fault?.message).toContain(', is missing');
    expect(readJson('{"a": 1, "a": 2}').fault?.message).toContain('twice');
    expect(readJson('{"a": tru}').fault?.message).toContain('value is missing');
    expect(readJson('').fault).toMatchObject({ line: 1, column: 1 });
    expect(readJson('{"text": "open').fault?.message).toContain('does not end');
  });

  it('reads what JSON.parse reads', () => {
    const text = ' {"a": [1, -2.5e3, {"b\\u0041": null}], "c": "\\"", "__proto__": 1} ';
    expect(JSON.stringify(readJson(text).value)).toBe(JSON.stringify(JSON.parse(text)));
  });

  it('knows the place of each part', () => {
    expect(readJson('{"a":\n [1, {"b": 2}]}').spots.get('a[1].b')).toEqual({ line: 2, column: 12 });
  });

  it('says what models would not take', () => {
    const text = `{
  "type": "object",
  "properties": {
    "order": { "type": "int" },
    "tags": { "type": "array", "items": { "enum": [] } }
  },
  "required": ["order", "nome"]
}`;
    expect(schemaFaults(text)).toMatchObject([
      { line: 4, path: 'properties.order.type' },
      { line: 5, path: 'properties.tags.items.enum' },
      { line: 7, path: 'required[1]', message: 'names "nome", which is none of the properties' },
    ]);
    expect(schemaFaults('{"type": "object", "properties": {}}')).toEqual([]);
    expect(schemaFaults('{"properties": {}}')[0]?.message).toContain('"type": "object"');
    expect(schemaFaults('[]')[0]?.message).toContain('braces');
  });
});

describe('an assistant in the form', () => {
  const assistant = {
    id: '1',
    name: 'Shop',
    provider: 'openai',
    base_url: 'https://api.example/v1',
    model: 'm',
    system_prompt: 'Hello',
    failure_text: '',
    welcome_text: '',
    has_api_key: true,
    version: 1,
    ai_enabled: true,
    options: { stream: true },
    limits: { seconds: 120, history_tokens: 12_000, rounds: 8 },
    tools: [
      { name: 'find', description: '', parameters: { type: 'object' }, url: 'https://x.example', timeout_seconds: 20 },
    ],
    builtin_tools: [],
    price: { input: 0.4, output: 1.6 },
    created_at: '',
  } as unknown as Assistant;

  it('sends only what was changed', () => {
    const draft = draftOf(assistant);
    expect(changeOf(draft, draft)).toEqual({});
    expect(changeOf(draft, { ...draft, system_prompt: 'Hi' })).toEqual({ system_prompt: 'Hi' });
    expect(changeOf(draft, { ...draft, api_key: 'sk' })).toEqual({ api_key: 'sk' });
    expect(changeOf(draft, { ...draft, forget_key: true })).toEqual({ api_key: null });
    expect(changeOf(draft, { ...draft, price: { ...draft.price, input: '', output: '' } })).toEqual({ price: null });
  });

  it('leaves out what its provider has no use for', () => {
    expect(newOf({ ...draftOf(), name: 'D', provider: 'demo' })).toMatchObject({ base_url: null, model: null });
  });

  it('knows variables and where a field is edited', () => {
    expect(named('{{name}} and {{ locale }}', '{{name}}')).toEqual(['name', 'locale']);
    expect(partOf('tools[0].parameters')).toBe('tools');
    expect(partOf('limits.rounds')).toBe('model');
    expect(partOf('name')).toBe('prompt');
  });
});

describe('versions', () => {
  it('name the fields that differ, and nothing that was empty before and after', () => {
    expect(differences({ a: 'x', s: { t: 1, u: null } }, { a: 'y', s: { t: 1, u: [] }, n: '' })).toEqual([
      { path: 'a', before: 'x', after: 'y' },
    ]);
  });
  it('compare texts line by line', () => {
    expect(lines('a\nb\nc', 'a\nB\nc\nd').map(({ kind, text }) => `${kind[0]}${text}`)).toEqual([
      'sa',
      'gb',
      'aB',
      'sc',
      'ad',
    ]);
  });
});

describe('figures', () => {
  const now = Date.parse('2026-03-10T12:00:00Z');
  const row = (day: string, type: string, total_cost: number) =>
    ({
      day,
      type,
      total_cost,
      input_tokens: 1,
      output_tokens: 2,
      messages: 3,
      user_messages: 1,
      errors: 0,
    }) as unknown as Insight;

  it('cover the days asked for, today among them', () => {
    expect(period(now, '7', null, null)).toEqual({ from: '2026-03-04', to: '2026-03-10', days: 7 });
    expect(period(now, null, '2026-02-01', '2026-02-03')).toEqual({ from: '2026-02-01', to: '2026-02-03', days: 3 });
    expect(period(now, null, '2020-01-01', null).days).toBe(92);
    expect(period(now, null, 'x', '2030-01-01').to).toBe('2026-03-10');
    expect(before(period(now, '7', null, null))).toEqual({ from: '2026-02-25', to: '2026-03-03', days: 7 });
  });
  it('show days without a message as zero, and types in their order', () => {
    const days = daysOf({ from: '2026-03-01', to: '2026-03-03', days: 3 });
    const rows = [row('2026-03-01', 'test', 1), row('2026-03-03', 'whatsapp', 2)];
    expect(series(rows, days, 'cost')).toEqual([
      { type: 'whatsapp', values: [0, 0, 2] },
      { type: 'test', values: [1, 0, 0] },
    ]);
  });
  it('say what changed', () => {
    expect(compared(112, 100)).toBe('+12 %');
    expect(compared(97, 100)).toBe('−3 %');
    expect(compared(100, 100)).toBe('as before');
    expect(compared(1, 0)).toBeNull();
  });
  it('have round steps', () => {
    expect(ticks(5.8, true)).toEqual([0, 2, 4, 6]);
    expect(ticks(0.0058, false)).toEqual([0, 0.002, 0.004, 0.006]);
    expect(ticks(1, true)).toEqual([0, 1]);
    expect(ticks(0, true)).toEqual([0, 1]);
  });
  it('make no formulas of names', () => {
    for (const name of ['=1+1', '+1', '-1+1', '@now', '\t=1']) expect(cell(name)).toBe(`'${name}`);
    expect(cell('\r=1')).toBe(`"'\r=1"`);
    expect(cell(-3)).toBe('-3');
    expect(csv([['a,b', 'say "x"']])).toBe('"a,b","say ""x"""\r\n');
  });
});

describe('colours', () => {
  it('are judged as the server does', () => {
    expect(judge('#1f5fc4', null)).toMatchObject({ ratio: expect.closeTo(6.01, 1) });
    const poor = judge('#f5c518', '#ffffff');
    expect(poor?.ratio).toBeLessThan(4.5);
    expect(judge(poor?.instead ?? '', '#ffffff')?.instead).toBeUndefined();
    expect(textOn([255, 255, 255])).toBe('#0b1526');
    expect(judge('red', null)).toBeNull();
  });
});

describe('a form', () => {
  it('knows what is unsaved, and keeps what was typed when saving fails', async () => {
    const form = made({ name: 'a' });
    expect(form.dirty.value).toBe(false);
    form.set({ name: 'b' });
    expect(form.dirty.value).toBe(true);
    const failed = await form.send(() =>
      Promise.reject(new Problem(422, '', 'x', [{ field: 'name', message: 'is taken' }])),
    );
    expect([failed, form.of('name'), form.draft.value.name]).toEqual([false, 'is taken', 'b']);
    form.discard();
    expect([form.dirty.value, form.of('name')]).toEqual([false, undefined]);
  });
  it('says only what differs', () => {
    expect(changes({ a: 1, b: [1] }, { a: 1, b: [2] })).toEqual({ b: [2] });
  });
});

describe('a session', () => {
  it('says which browser it is in', () => {
    const safari =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1';
    expect(browser(safari)).toBe('Safari on iPhone');
    expect(browser('curl/8.5.0')).toBe('curl/8.5.0');
    expect(browser('')).toBe('Unknown');
  });
});
