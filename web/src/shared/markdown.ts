// Markdown as nodes: marked finds the structure, and nothing here can make a node that runs, loads or is read as HTML.
import { Lexer, type Token, type Tokens } from 'marked';
import { h } from './dom';

/** The words on the few buttons that a text can bring. */
export interface Labels {
  copy: string;
  copied: string;
  showImage: string;
}

const lex = (text: string) => new Lexer({ gfm: true, breaks: true }).lex(text);

/**
 * Draws a text that may still be growing. What is drawn stays: only the last block is built anew, because only that can
 * still change its meaning.
 */
export class Flow {
  private text = '';
  /** How much of the text is in blocks that are done. */
  private settled = 0;
  private last: Node[] = [];

  constructor(
    private readonly into: HTMLElement,
    private readonly labels: Labels,
  ) {}

  set(text: string) {
    if (text == this.text) return;
    if (!text.startsWith(this.text)) {
      this.into.replaceChildren();
      this.settled = 0;
      this.last = [];
    }
    this.text = text;
    for (const node of this.last.splice(0)) (node as ChildNode).remove();
    const tokens = lex(text.slice(this.settled));
    let end = tokens.length - 1;
    while (end > 0 && tokens[end]?.type == 'space') end--;
    tokens.forEach((token, at) => {
      const nodes = block(token, this.labels);
      this.into.append(...nodes);
      if (at < end) this.settled += token.raw.length;
      else this.last.push(...nodes);
    });
  }
}

const blocks = (tokens: Token[], labels: Labels) => tokens.flatMap((token) => block(token, labels));

function block(token: Token, labels: Labels): Node[] {
  switch (token.type) {
    case 'space':
    case 'def':
      return [];
    case 'heading': {
      // The host page has its own headings; these begin below them.
      const level = Math.min(6, (token as Tokens.Heading).depth + 2) as 3;
      return [h(`h${level}`, { dir: 'auto' }, ...inline(token.tokens ?? [], labels))];
    }
    case 'paragraph':
      return [h('p', { dir: 'auto' }, ...inline(token.tokens ?? [], labels))];
    case 'text':
      return inline(token.tokens ?? [token], labels);
    case 'code':
      return [code(token as Tokens.Code, labels)];
    case 'blockquote':
      return [h('blockquote', {}, ...blocks(token.tokens ?? [], labels))];
    case 'hr':
      return [h('hr')];
    case 'list':
      return [list(token as Tokens.List, labels)];
    case 'table':
      return [table(token as Tokens.Table, labels)];
    default:
      return [h('p', { dir: 'auto' }, token.raw.trimEnd())];
  }
}

function code({ text, lang }: Tokens.Code, labels: Labels): Node {
  const copy = h('button', { type: 'button', class: 'copy' }, labels.copy);
  copy.addEventListener('click', async () => {
    await navigator.clipboard?.writeText(text);
    copy.textContent = labels.copied;
    setTimeout(() => (copy.textContent = labels.copy), 2000);
  });
  const head = h('div', { class: 'code-head' }, h('span', {}, lang?.split(' ')[0] ?? ''), copy);
  return h('div', { class: 'code', dir: 'ltr' }, head, h('pre', { tabindex: 0 }, h('code', {}, text)));
}

function list({ ordered, start, items }: Tokens.List, labels: Labels): Node {
  const lines = items.map((item) => {
    const box =
      item.task &&
      h('input', { type: 'checkbox', disabled: true, checked: item.checked, 'aria-label': item.checked ? '✓' : '–' });
    return h(
      'li',
      {},
      box,
      ...blocks(
        item.tokens.filter(({ type }) => type != 'checkbox'),
        labels,
      ),
    );
  });
  // One direction for the whole list: its marks stand on one side.
  return ordered
    ? h('ol', { dir: 'auto', start: start === 1 ? null : start }, ...lines)
    : h('ul', { dir: 'auto' }, ...lines);
}

function table({ header, rows }: Tokens.Table, labels: Labels): Node {
  const row = (tag: 'th' | 'td', cells: Tokens.TableCell[]) =>
    h('tr', {}, ...cells.map(({ tokens, align }) => h(tag, { dir: 'auto', class: align }, ...inline(tokens, labels))));
  const head = h('thead', {}, row('th', header));
  const body = h('tbody', {}, ...rows.map((cells) => row('td', cells)));
  return h('div', { class: 'table', tabindex: 0 }, h('table', {}, head, body));
}

function inline(tokens: Token[], labels: Labels): Node[] {
  return tokens.flatMap((token): Node[] => {
    const tokens = 'tokens' in token ? token.tokens : undefined;
    const inner = () => inline(tokens ?? [], labels);
    switch (token.type) {
      case 'strong':
      case 'em':
      case 'del':
        return [h(token.type, {}, ...inner())];
      case 'codespan':
        return [h('code', { dir: 'ltr' }, (token as Tokens.Codespan).text)];
      case 'br':
        return [h('br')];
      case 'link':
        return link(token as Tokens.Link, inner());
      case 'image':
        return image(token as Tokens.Image, labels);
      case 'escape':
        return [new Text((token as Tokens.Escape).text)];
      case 'text':
        return tokens ? inner() : [new Text(unescaped((token as Tokens.Text).text))];
      default:
        // HTML among them: shown as it was written.
        return [new Text(token.raw)];
    }
  });
}

/** The address, if it is one that a stranger may offer. */
function safe(href: string, schemes: string[]): string | null {
  try {
    const url = new URL(unescaped(href));
    return schemes.includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

function link({ href }: Tokens.Link, children: Node[]): Node[] {
  const to = safe(href, ['http:', 'https:', 'mailto:', 'tel:']);
  return to ? [h('a', { href: to, target: '_blank', rel: 'noopener noreferrer nofollow' }, ...children)] : children;
}

/** Loading an image tells its server who reads, so that is the reader's choice. */
function image({ href, text }: Tokens.Image, labels: Labels): Node[] {
  const from = safe(href, ['https:', 'http:']);
  if (!from) return [new Text(text)];
  const host = new URL(from).host;
  const button = h('button', { type: 'button', class: 'image' }, `${labels.showImage}: ${text || host} (${host})`);
  button.addEventListener('click', () => {
    const shown = h('img', { src: from, alt: text, referrerpolicy: 'no-referrer' });
    // The host page's policy may forbid the picture; the way to it remains.
    shown.addEventListener('error', () =>
      shown.replaceWith(...link({ href } as Tokens.Link, [new Text(text || from)])),
    );
    button.replaceWith(shown);
  });
  return [button];
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** Marked leaves entities as they are, for an HTML writer; here they become characters. */
function unescaped(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,5}));/gi, (all, decimal, hex, name) => {
    const point = decimal ? +decimal : hex ? parseInt(hex, 16) : 0;
    if (name) return NAMED[name] ?? all;
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : all;
  });
}
