// Markdown becomes nodes: what it can make, what it never makes, and that growing text keeps what is drawn.
import { describe, expect, test } from 'vitest';
import { Flow } from '../src/shared/markdown';

const labels = { copy: 'Copy', copied: 'Copied', showImage: 'Show image' };

function draw(...texts: string[]) {
  const into = document.createElement('div');
  const flow = new Flow(into, labels);
  for (const text of texts) flow.set(text);
  return into;
}

describe('what is written', () => {
  for (const [what, text, want] of [
    ['emphasis', '**a** _b_ ~~c~~', '<p dir="auto"><strong>a</strong> <em>b</em> <del>c</del></p>'],
    ['lines', 'a\nb', '<p dir="auto">a<br>b</p>'],
    ['a heading below those of the page', '# Top', '<h3 dir="auto">Top</h3>'],
    ['a list', '- a\n- b', '<ul dir="auto"><li>a</li><li>b</li></ul>'],
    ['a list that counts from three', '3. a', '<ol dir="auto" start="3"><li>a</li></ol>'],
    ['a quotation', '> a', '<blockquote><p dir="auto">a</p></blockquote>'],
    ['entities', 'a &amp; b &#39;c&#x27; &lt;d&gt; &nope;', '<p dir="auto">a &amp; b \'c\' &lt;d&gt; &amp;nope;</p>'],
    ['an escape', '\\*a\\*', '<p dir="auto">*a*</p>'],
    ['HTML, as text', '<b onclick="x()">a</b>', '<p dir="auto">&lt;b onclick="x()"&gt;a&lt;/b&gt;</p>'],
    ['a block of HTML, as text', '<script>x()</script>', '<p dir="auto">&lt;script&gt;x()&lt;/script&gt;</p>'],
    ['code in a line', '`<b>`', '<p dir="auto"><code dir="ltr">&lt;b&gt;</code></p>'],
  ] as const)
    test(what, () => expect(draw(text).innerHTML).toBe(want));

  test('a table that scrolls by itself', () => {
    const table = draw('| a | b |\n|---|--:|\n| 1 | 2 |');
    expect(table.querySelector('.table')?.getAttribute('tabindex')).toBe('0');
    expect([...table.querySelectorAll('th, td')].map((cell) => cell.textContent)).toEqual(['a', 'b', '1', '2']);
  });

  test('code with its language and a button to copy it', () => {
    const code = draw('```js\nlet a = "<b>";\n```');
    expect(code.querySelector('code')?.textContent).toBe('let a = "<b>";');
    expect(code.querySelector('.code-head span')?.textContent).toBe('js');
    expect(code.querySelector('.copy')?.textContent).toBe('Copy');
  });
});

describe('links', () => {
  for (const [text, want] of [
    ['[a](https://example.org/x)', 'https://example.org/x'],
    ['https://example.org/y', 'https://example.org/y'],
    ['[a](mailto:a@example.org)', 'mailto:a@example.org'],
    ['[a](tel:+4930)', 'tel:+4930'],
    ['[a](javascript:alert(1))', null],
    ['[a](JaVaScRiPt:alert(1))', null],
    ['[a](java&#x73;cript:alert(1))', null],
    ['[a](data:text/html,x)', null],
    ['[a](vbscript:x)', null],
    ['[a](/account)', null],
    ['<javascript:alert(1)>', null],
  ] as const)
    test(text, () => {
      const link = draw(text).querySelector('a');
      expect(link?.getAttribute('href') ?? null).toBe(want);
      if (want) expect([link?.target, link?.rel]).toEqual(['_blank', 'noopener noreferrer nofollow']);
    });
});

test('an image loads when the reader says so, and not before', () => {
  const into = draw('![A cat](https://example.org/cat.png)');
  expect(into.querySelector('img')).toBeNull();
  const button = into.querySelector('button');
  expect(button?.textContent).toBe('Show image: A cat (example.org)');
  button?.click();
  const image = into.querySelector('img');
  expect([image?.getAttribute('src'), image?.alt, image?.referrerPolicy]).toEqual([
    'https://example.org/cat.png',
    'A cat',
    'no-referrer',
  ]);
  expect(draw('![x](javascript:1)').querySelector('button')).toBeNull();
});

describe('a text that grows', () => {
  const whole =
    '# Title\n\nFirst **bold** words.\n\n- one\n- two\n\n  more of two\n\n- three\n\n```js\nlet a;\n\nlet b;\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> quoted\n\nLast.';

  test('is the same in the end, in whatever pieces it comes', () => {
    const want = draw(whole).innerHTML;
    for (const step of [1, 2, 3, 7, 20, 50]) {
      const pieces = Array.from({ length: Math.ceil(whole.length / step) }, (_, n) => whole.slice(0, (n + 1) * step));
      expect(draw(...pieces).innerHTML, `in steps of ${step}`).toBe(want);
    }
  });

  test('keeps the blocks that are done', () => {
    const into = document.createElement('div');
    const flow = new Flow(into, labels);
    flow.set('One.\n\nTwo.\n\nThr');
    const [first, second, third] = into.children;
    flow.set('One.\n\nTwo.\n\nThree.');
    expect([into.children[0] === first, into.children[1] === second, into.children[2] === third]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('begins anew when it is another text', () => {
    expect(draw('One.\n\nTwo.', 'Other.').innerHTML).toBe('<p dir="auto">Other.</p>');
  });
});
