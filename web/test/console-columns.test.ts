// What the list shows of a row, without a browser: columns and their widths, agents to offer, and words in place of words.
import { afterEach, describe, expect, test } from 'vitest';
import { columnWidths, listColumns } from '../src/console/lib/settings';
import { agentsOf } from '../src/console/pages/conversations/agents';
import { COLUMNS, columnsOf, columnsText } from '../src/console/pages/conversations/columns';
import { keptSearch, listQuery } from '../src/console/pages/conversations/query';
import { silence, wordsOf } from '../src/console/pages/conversations/silence';
import {
  drawing,
  drawnWidths,
  FIRST,
  fitting,
  keepWidth,
  LEAST,
  MOST,
  template,
  widthsOf,
  widthsText,
} from '../src/console/pages/conversations/widths';
import { inLetters } from '../src/console/parts/redacted';

const search = (text: string) => new URLSearchParams(text);
const ids = (text: string) => columnsOf(search(text)).map(({ id }) => id);

afterEach(() => {
  drawing.value = null;
  columnWidths.value = '';
  listColumns.value = '';
});

describe('columns', () => {
  test('are those of the address, else those of this browser, else the usual ones', () => {
    const usual = ids('');
    expect(usual).toHaveLength(7);
    listColumns.value = 'cost,duration';
    expect(ids('')).toEqual(['cost', 'duration']);
    expect(ids('columns=id,nonsense,tokens')).toEqual(['id', 'tokens']);
    expect(ids('columns=none')).toEqual([]);
    expect(columnsText(usual)).toBeNull();
  });

  test('have every fact that other consoles show', () => {
    const all = COLUMNS.map(({ id }) => id);
    expect(all).toEqual(expect.arrayContaining('id first last cost llm tools errors activity in out'.split(' ')));
    expect(all).toEqual(expect.arrayContaining('started activity user duration cost tokens status'.split(' ')));
    expect(new Set(all).size).toBe(all.length);
  });

  test('belong to a view only where it names them', () => {
    expect(keptSearch(search('agent=a&columns=cost'))).toBe('?agent=a&columns=cost');
    expect(keptSearch(search('agent=a&columns=cost'), false)).toBe('?agent=a');
  });
});

describe('widths', () => {
  test('are read back as they were kept, within bounds', () => {
    expect(widthsOf('cost:120,who:400')).toEqual({ cost: 120, who: 400 });
    expect(widthsOf(`cost:1,who:99999,x:,:5,y:1.5,<b>:100`)).toEqual({ cost: LEAST, who: MOST });
    expect(widthsText(widthsOf('cost:120,who:400'))).toBe('cost:120,who:400');
    expect(widthsOf('')).toEqual({});
  });

  test('are kept one by one, and given up one by one', () => {
    keepWidth('cost', 130.4);
    keepWidth('who', 20);
    expect(columnWidths.value).toBe(`cost:130,who:${LEAST}`);
    keepWidth('cost', null);
    expect(columnWidths.value).toBe(`who:${LEAST}`);
  });

  test('follow the pointer before they are kept', () => {
    keepWidth('cost', 130);
    drawing.value = { id: 'cost', pixels: 200.6 };
    expect(drawnWidths.value).toEqual({ cost: 201 });
    expect(columnWidths.value).toBe('cost:130');
    drawing.value = null;
    expect(drawnWidths.value).toEqual({ cost: 130 });
  });

  test('stop a column from growing', () => {
    const columns = [FIRST, { id: 'cost', width: 92 }];
    expect(template(columns, {})).toBe('minmax(300px, 1.6fr) 92px');
    expect(template(columns, { who: 400, cost: 60 })).toBe('400px 60px');
  });

  test('leave out usual columns where there is no room, and none that was chosen', () => {
    const usual = columnsOf(search(''));
    expect(fitting(usual, 2000)).toEqual(usual);
    expect(fitting(usual, 720).map(({ id }) => id)).toEqual(['messages', 'cost', 'activity']);
    const chosen = columnsOf(search('columns=id,thread,first,last'));
    expect(fitting(chosen, 100)).toEqual(chosen);
  });
});

describe('agents', () => {
  test('are offered by how often they occur', () => {
    const rows = [{ agents: ['b', 'a'] }, undefined, { agents: ['c', 'a'] }, { agents: [] }];
    expect(agentsOf(rows)).toEqual(['a', 'b', 'c']);
  });

  test('are asked of the server by name', () => {
    expect(listQuery(search('agent=support+desk'), 0)).toMatchObject({ agent: 'support desk' });
  });
});

describe('what has no words', () => {
  const row = { content_captured: null, span_count: 0, message_count: 1 };

  test('names the switch where spans came without them', () => {
    expect(silence({ ...row, content_captured: false, span_count: 3 }).text).toContain('send_default_pii');
    expect(silence({ ...row, span_count: 3, message_count: 0 }).more).toContain('TRACELOOP_TRACE_CONTENT');
    expect(silence(row)).toEqual({ text: 'No text' });
    expect(silence({ ...row, content_captured: true, span_count: 3 })).toEqual({ text: 'No text' });
  });

  test('is told from words', () => {
    expect(wordsOf('[wordless]')).toBe('');
    expect(wordsOf(null)).toBe('');
    expect(wordsOf('He said [wordless]')).toBe('He said [wordless]');
  });

  test('is a mark in a tooltip where it was filtered out', () => {
    expect(inLetters('a [Filtered] b [Filtered]')).toBe('a Redacted b Redacted');
  });
});
