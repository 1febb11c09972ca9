// The transcript: what is said, in order, kept at its end while the reader is there.
import { h } from '../shared/dom';
import { Rows, type Actions, type Item } from './rows';
import type { Talk } from './talk';
import type { Speech } from './texts';

/** So close to the end, in pixels, that the reader means the end. */
const NEAR = 48;

export class Transcript {
  readonly jump = h('button', { type: 'button', class: 'plain jump', hidden: true });
  readonly element: HTMLElement;
  private readonly rows: Rows;
  private readonly dots = h(
    'div',
    { class: 'dots', hidden: true },
    h('i'),
    h('i'),
    h('i'),
    h('span', { class: 'hush' }),
  );
  private readonly earlier = h('button', { type: 'button', class: 'plain', hidden: true });
  private readonly suggestions = h('div', { class: 'suggestions' });
  private readonly notice = h('div', { class: 'notice' });
  private readonly hush = h('div', { class: 'hush', 'aria-live': 'polite' });
  private isAtEnd = true;
  private wantsMarkdown = false;
  private lastKey = '';

  constructor(
    private readonly talk: Talk,
    actions: Actions,
    private readonly afresh: () => void,
  ) {
    this.rows = new Rows(actions);
    this.element = h(
      'div',
      // Silent by itself: a live region would read every piece of an answer. `hush` reads it once.
      { class: 'log', role: 'log', 'aria-live': 'off', tabindex: 0 },
      h('div', { class: 'notice' }, this.earlier),
      this.rows.element,
      this.dots,
      this.suggestions,
      this.notice,
      this.hush,
    );
    this.element.addEventListener('scroll', () => this.scrolled(), { passive: true });
    this.jump.addEventListener('click', () => {
      this.toEnd();
      this.element.focus();
    });
    this.earlier.addEventListener('click', () => this.loadEarlier());
    // A picture that was let in, or a keyboard that pushes: the end stays the end.
    const sizes = new ResizeObserver(() => this.isAtEnd && this.toEnd());
    sizes.observe(this.element);
    sizes.observe(this.rows.element);
  }

  toEnd() {
    this.isAtEnd = true;
    this.jump.hidden = true;
    this.element.scrollTop = this.element.scrollHeight;
  }

  /** Where a form stands before the conversation, it is read from the top. */
  toStart() {
    this.isAtEnd = false;
    this.element.scrollTop = 0;
  }

  /** Reads one finished message to those who listen. */
  read(id: string, author: string) {
    const text = this.rows.bubble(id)?.innerText;
    if (text) this.hush.replaceChildren(h('p', {}, `${author}: ${text}`));
  }

  draw(speech: Speech) {
    const { talk } = this;
    const { texts } = speech;
    const items = this.items();
    const last = items.at(-1);
    if (last?.role == 'assistant' && last.key != 'draft') this.rows.rename('draft', last.key);
    this.fetchMarkdown(items, speech);
    this.rows.draw(items, speech);

    const { conversation, draft } = talk;
    this.element.setAttribute('aria-label', texts.conversation);
    this.jump.textContent = texts.newMessages;
    this.earlier.textContent = texts.earlier;
    this.earlier.hidden = !talk.hasMore;
    const isTyping = !!conversation?.is_answering && !draft;
    this.dots.hidden = !isTyping;
    this.dots.lastElementChild!.textContent = isTyping ? texts.answering : '';
    this.drawSuggestions();
    const over = talk.expired ? texts.expired : conversation?.status == 'ended' ? texts.ended : '';
    if (this.notice.firstChild?.textContent != over) {
      this.notice.replaceChildren();
      if (over)
        this.notice.append(
          h('p', {}, over),
          h('button', { type: 'button', class: 'plain', onclick: this.afresh }, texts.startAfresh),
        );
    }

    const isNew = !!last && last.key != this.lastKey;
    this.lastKey = last?.key ?? '';
    if (this.isAtEnd || (isNew && last?.state == 'sending')) this.toEnd();
    else if (isNew && last?.role != 'visitor') this.jump.hidden = false;
  }

  private items(): Item[] {
    const { messages, draft, config, pending, isWaiting } = this.talk;
    const items: Item[] = messages.map(
      ({ id, client_id, role, author, text, at, failed, is_stopped, files }, index) => ({
        key: client_id ?? id,
        role,
        author,
        text,
        at: Date.parse(at),
        files,
        state: failed ? 'failed' : is_stopped ? 'stopped' : undefined,
        isLast: index == messages.length - 1,
      }),
    );
    const { welcome } = config;
    if (welcome && !this.talk.session && !items.length)
      items.push({ key: 'welcome', role: 'assistant', author: null, text: welcome, at: this.opened });
    if (welcome && items[0]?.text == welcome) this.rows.rename('welcome', items[0].key);
    const said = new Set(messages.map(({ client_id }) => client_id));
    for (const { client_id, text, at, files, refused } of pending)
      if (!said.has(client_id)) {
        const state = refused != null ? 'refused' : isWaiting ? 'waiting' : 'sending';
        items.push({ key: client_id, role: 'visitor', author: null, text, at, files, state, why: refused });
      }
    if (draft?.text)
      items.push({ key: 'draft', role: 'assistant', author: null, text: draft.text, at: Date.now(), state: 'draft' });
    return items;
  }

  private readonly opened = Date.now();

  private drawSuggestions() {
    const { talk } = this;
    const isOpen = !(talk.session || talk.pending.length || talk.expired || talk.needsConsent || talk.questions.length);
    const list = isOpen ? talk.config.suggestions : [];
    if (this.suggestions.childElementCount == list.length) return;
    this.suggestions.replaceChildren(
      ...list.map((text) =>
        h('button', { type: 'button', class: 'plain', dir: 'auto', onclick: () => talk.send(text) }, text),
      ),
    );
  }

  /** The renderer is the largest part by far, and nobody needs it before there is something to render. */
  private fetchMarkdown(items: Item[], speech: Speech) {
    if (this.wantsMarkdown) return;
    const isRich = ({ role, text }: Item) => role == 'visitor' || /[*_`#[|<>~&\\]|^\s*[-+\d]|:\/\//m.test(text);
    if (!items.some(isRich)) return;
    this.wantsMarkdown = true;
    import('./rich').then(
      (module) => {
        module.style(this.element.getRootNode() as ShadowRoot);
        this.rows.markdown = module;
        this.draw(speech);
      },
      () => (this.wantsMarkdown = false),
    );
  }

  private scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.element;
    this.isAtEnd = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.isAtEnd) this.jump.hidden = true;
    if (scrollTop < NEAR && !this.isAtEnd && this.talk.hasMore) void this.loadEarlier();
  }

  private isLoading = false;

  private async loadEarlier() {
    if (this.isLoading) return;
    this.isLoading = true;
    const { scrollHeight, scrollTop } = this.element;
    await this.talk.ask('earlier');
    requestAnimationFrame(() => {
      this.element.scrollTop = scrollTop + this.element.scrollHeight - scrollHeight;
      this.isLoading = false;
    });
  }
}
