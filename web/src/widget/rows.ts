// The transcript's rows: one element for each message, kept as long as the message, and drawn anew only where it changed.
import type { Flow } from './rich';
import { h } from '../shared/dom';
import type { Speech } from './texts';
import type { Attachment } from './wire';

/** What a row shows. */
export interface Item {
  key: string;
  role: 'visitor' | 'assistant' | 'person' | 'note';
  author: string | null;
  text: string;
  /** Milliseconds since 1970. */
  at: number;
  state?: 'waiting' | 'sending' | 'refused' | 'draft' | 'failed' | 'stopped';
  /** Why the server does not take it. */
  why?: string;
  files?: Attachment[];
  /** Whether "Try again" is of use: a failed answer is tried again only while it is the last. */
  isLast?: boolean;
}

export interface Actions {
  again(item: Item): void;
  discard(item: Item): void;
  /** Shows a file, or a way to it. */
  file(file: Attachment): Node;
}

type Markdown = typeof import('./rich');

class Row {
  readonly element = h('li');
  readonly bubble = h('div', { class: 'bubble text' });
  private readonly author = h('span', { class: 'author' });
  private readonly meta = h('div', { class: 'meta' });
  private day: HTMLElement | undefined;
  private drawn = '';
  private flow: Flow | undefined;
  private files = '';
  private readonly attached = h('div');

  constructor() {
    this.element.append(this.author, this.bubble, this.meta);
  }

  draw(item: Item, speech: Speech, actions: Actions, markdown: Markdown | undefined, day: string, isEnd: boolean) {
    const { texts } = speech;
    const rich = markdown && (item.role == 'assistant' || item.role == 'person');
    const drawn = [item.text, item.state, item.why, item.isLast, day, isEnd, !!rich, speech.tag].join('\0');
    if (drawn == this.drawn) return;
    this.drawn = drawn;
    this.element.className = `row ${item.role} ${item.state ?? ''} ${isEnd ? 'end' : ''}`;

    if (day) {
      if (!this.day) this.element.prepend((this.day = h('p', { class: 'day' })));
      this.day.textContent = day;
    } else {
      this.day?.remove();
      this.day = undefined;
    }
    // Everybody sees whose words these are; who cannot see it hears it.
    const isNamed = item.role == 'person' && item.author;
    this.author.className = isNamed ? 'author' : 'hush';
    this.author.textContent =
      item.role == 'visitor'
        ? `${texts.you}: `
        : item.role == 'note'
          ? ''
          : (item.author ?? texts.assistant) + (isNamed ? '' : ': ');

    this.bubble.hidden = !item.text && !item.files?.length;
    if (rich) {
      if (!this.flow) {
        this.bubble.replaceChildren();
        this.bubble.className = 'bubble';
        this.bubble.removeAttribute('dir');
        this.flow = new markdown.Flow(this.bubble, texts);
      }
      this.flow.set(item.text);
    } else {
      this.bubble.dir = 'auto';
      this.bubble.textContent = item.text;
    }
    const files = item.files?.map(({ id }) => id).join() ?? '';
    if (files && files != this.files) this.attached.replaceChildren(...(item.files ?? []).map(actions.file));
    this.files = files;
    if (files) this.bubble.append(this.attached);

    this.meta.replaceChildren(...this.words(item, speech, actions, isEnd));
  }

  private words(item: Item, speech: Speech, actions: Actions, isEnd: boolean): Node[] {
    const { texts } = speech;
    const button = (text: string, press: () => void) => h('button', { type: 'button', onclick: press }, text);
    const again = button(texts.tryAgain, () => actions.again(item));
    if (item.state == 'waiting') return [new Text(texts.waiting)];
    if (item.state == 'refused')
      return [
        h('span', { class: 'bad' }, `${texts.notSent} ${item.why ?? ''}`),
        again,
        button(texts.discard, () => actions.discard(item)),
      ];
    if (item.state == 'sending' || item.state == 'draft' || item.role == 'note') return [];
    const time = h('time', { datetime: new Date(item.at).toISOString() }, speech.time(item.at));
    if (item.state == 'failed')
      return [h('span', { class: 'bad' }, texts.failed), item.isLast && again, time].filter((part) => !!part);
    if (item.state == 'stopped') return [time, new Text(texts.stopped)];
    return isEnd ? [time] : [];
  }
}

/** A conversation pauses; after so many milliseconds the next message is a group of its own. */
const GROUP = 5 * 60_000;

export class Rows {
  readonly element = h('ol', { class: 'rows' });
  markdown: Markdown | undefined;
  private readonly rows = new Map<string, Row>();

  constructor(private readonly actions: Actions) {}

  /** The bubble of a message, to be read aloud or measured. */
  bubble(key: string): HTMLElement | undefined {
    return this.rows.get(key)?.bubble;
  }

  /** What was shown under one key goes on under another: an answer's draft becomes the answer. */
  rename(from: string, to: string) {
    const row = this.rows.get(from);
    if (!row || this.rows.has(to)) return;
    this.rows.delete(from);
    this.rows.set(to, row);
  }

  draw(items: Item[], speech: Speech) {
    const keys = new Set(items.map(({ key }) => key));
    for (const [key, row] of this.rows) {
      if (keys.has(key)) continue;
      row.element.remove();
      this.rows.delete(key);
    }
    let dayBefore = new Date().toDateString();
    items.forEach((item, at) => {
      const next = items[at + 1];
      const isEnd = !next || next.role != item.role || next.at - item.at > GROUP;
      const day = new Date(item.at).toDateString();
      let row = this.rows.get(item.key);
      if (!row) this.rows.set(item.key, (row = new Row()));
      row.draw(item, speech, this.actions, this.markdown, day == dayBefore ? '' : speech.day(item.at), isEnd);
      dayBefore = day;
      const there = this.element.children[at];
      if (there != row.element) this.element.insertBefore(row.element, there ?? null);
    });
  }
}
