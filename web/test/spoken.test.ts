// What a voice makes of an answer: words without signs, sentence by sentence, and never its own echo.
import { expect, test } from 'vitest';
import { isEcho, ready, sentences, spoken } from '../src/widget/voice/spoken';
import { WORDS } from '../src/widget/voice/words';

test('signs of markdown are not said', () => {
  for (const [what, text, want] of [
    ['emphasis', 'A **bold** and _soft_ *word*, ~~gone~~.', 'A bold and soft word, gone.'],
    ['signs that are none', '2 * 3 = 6, snake_case_name', '2 * 3 = 6, snake_case_name'],
    ['headings and lists', '# Title\n\n- one\n- [x] two\n\n1. three', 'Title\none\ntwo\n1. three'],
    ['a link', 'See [the page](https://example.org/a?b=c).', 'See the page.'],
    ['an address', 'See https://example.org/a?b=c now', 'See example.org now'],
    ['a picture', '![A cat](https://example.org/cat.png)', 'A cat'],
    ['code in a line', 'Call `run()` now', 'Call run() now'],
    ['a block of code', 'Before\n\n```js\nlet a;\n```\n\nAfter', 'Before\nAfter'],
    ['code that never ends', 'Before\n\n```js\nlet a;', 'Before'],
    ['a table', '| a | b |\n|---|--:|\n| 1 | 2 |', 'a, b\n1, 2'],
    ['a quotation', '> said', 'said'],
    ['HTML', '<b>x</b> and 1 < 2', 'x and 1 < 2'],
  ] as const)
    expect(spoken(text), what).toBe(want);
});

test('a growing answer is said sentence by sentence', () => {
  for (const [text, want] of [
    ['Hello', ''],
    ['Hello. How', 'Hello. '],
    ['Version 1.5 is', ''],
    ['One! Two? ', 'One! Two? '],
    ['A line\nanother', 'A line\n'],
    ['Before.\n```js\nlet a;\nlet', 'Before.\n'],
    ['Before.\n```js\nlet a;\n```\nAfter. And', 'Before.\n```js\nlet a;\n```\nAfter. '],
  ] as const)
    expect(text.slice(0, ready(text)), text).toBe(want);
});

test('a sentence is no longer than a voice can hold', () => {
  expect(sentences('One. Two is 1.5! Three')).toEqual(['One.', ' Two is 1.5!', ' Three']);
  const long = 'word, '.repeat(200);
  const parts = sentences(long);
  expect(parts.join('').replace(/\s/g, '')).toBe(long.replace(/\s/g, ''));
  expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(200);
  expect(sentences('x'.repeat(450)).map((part) => part.length)).toEqual([200, 200, 50]);
  expect(sentences('  \n ')).toEqual([]);
});

test('what the loudspeaker says is not taken for the visitor', () => {
  const said = 'Your order is on its way and arrives on Tuesday.';
  expect(isEcho('order is on its', said)).toBe(true);
  expect(isEcho('your order is and the rice', said)).toBe(true);
  expect(isEcho('stop', said)).toBe(false);
  expect(isEcho('no wait a moment please', said)).toBe(false);
});

test('every language has all words of a voice conversation', () => {
  const names = Object.keys(WORDS.en ?? {}).sort();
  expect(Object.keys(WORDS).sort()).toEqual(['ar', 'de', 'en', 'es', 'fr', 'pt']);
  for (const [tag, words] of Object.entries(WORDS)) {
    expect(Object.keys(words).sort(), tag).toEqual(names);
    for (const word of Object.values(words)) expect(word.trim(), tag).toBeTruthy();
  }
});
