// The markdown renderer as it is built, without what marked can do besides: it draws as the whole one does.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Flow } from '../src/shared/markdown';

const labels = { copy: 'Copy', copied: 'Copied', showImage: 'Show image' };
const folder = join(__dirname, '../dist/widget');

const corpus = [
  '# One\n\nTwo\n===\n\nThree\n---\n\n#not a heading\n\n####### seven',
  'a  \nb\\\nc\nd',
  '**a *b* c** __d__ _e_ ***f*** a*b*c a_b_c ~~g~~ ~h~ **"i"**j',
  '- a\n  - b\n    1. c\n    2. d\n\n- [ ] e\n- [x] f\n\n* g\n+ h\n\n3) i\n4) j',
  '> a\nb\n> > c\n> - d\n\n>e',
  '```js\nlet a = "<b>";\n```\n\n~~~\nb\n~~~\n\n    indented\n\tcode\n\n`` a`b `` ```` c ````',
  '| a | b | c |\n|:--|--:|:-:|\n| 1 | `|` | \\| |\n| 2 |\nnot | a | row\n\nafter',
  '[a](https://example.org "t") [b][r] [r] [c](<https://example.org/a b>) ![d](https://example.org/x.png)\n\n[r]: https://example.org/r "title"',
  'https://example.org/a_(b)?c=d&e=f. www.example.org mail@example.org <https://example.org> <a@example.org>',
  '<div>\n\n*a*\n\n</div>\n\n<b>x</b> <!-- y --> <?z?> <br/>\n\n<script>alert(1)</script>',
  '&amp; &copy; &#35; &#x22; \\* \\# \\[a\\]\n\n***\n\n---\n\n___',
  'a\n\n\n\nb\n   c\n\n1986\\. d\n\n1986. e',
];

test('the built renderer draws what the whole one draws', async () => {
  const file = readdirSync(folder).find((name) => /^rich-.*\.js$/.test(name));
  const built = (await import(join(folder, file ?? 'missing'))) as { Flow: typeof Flow };
  const draw = (renderer: typeof Flow, text: string) => {
    const into = document.createElement('div');
    new renderer(into, labels).set(text);
    return into.innerHTML;
  };
  for (const text of [...corpus, corpus.join('\n\n')]) expect(draw(built.Flow, text), text).toBe(draw(Flow, text));
});
