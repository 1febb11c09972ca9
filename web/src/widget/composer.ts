// Where the visitor writes: grows with the text, sends with Enter, and stops an answer that is under way.
import { h, icon } from '../shared/dom';
import type { Enclosed } from './keep';
import type { Speech } from './texts';
import type { Talk } from './talk';

const SEND = icon('M5 12h14M13 6l6 6-6 6');
const STOP = icon('M7 7h10v10H7z');

export class Composer {
  readonly field = h('textarea', { rows: 1, enterkeyhint: 'send' });
  private readonly button = h('button', { type: 'submit', class: 'quiet send' });
  private readonly over = h('p', { class: 'small bad', role: 'status' });
  /** Buttons of other parts: files, voice. */
  readonly tools = h('span', { class: 'tools' });
  readonly element = h('form', { class: 'composer', novalidate: true }, this.tools, this.field, this.button);
  private speech: Speech | undefined;

  constructor(
    private readonly talk: Talk,
    private readonly sent: () => void,
  ) {
    SEND.classList.add('flip');
    this.field.addEventListener('input', () => this.typed());
    this.field.addEventListener('keydown', (event) => {
      // Enter that ends a Japanese or Chinese input is not meant for us; 229 is Safari's word for it.
      if (event.key != 'Enter' || event.shiftKey || event.isComposing || event.keyCode == 229) return;
      event.preventDefault();
      this.submit();
    });
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      if (this.canStop) void this.talk.ask('command', 'stop');
      else this.submit();
      this.field.focus();
    });
  }

  /** Files that go with the next message, or with this one: then they are taken away. The files part replaces it. */
  files: (takes?: boolean) => Enclosed[] = () => [];

  private get canStop() {
    return !this.field.value.trim() && !this.files().length && !!this.talk.conversation?.is_answering;
  }

  private submit() {
    const text = this.field.value.trim();
    const files = this.files();
    if ((!text && !files.length) || text.length > this.talk.config.max_characters) return;
    this.field.value = '';
    this.talk.send(text, files.length ? { files: this.files(true) } : {});
    this.sent();
    this.typed();
  }

  private typed() {
    // Empty, it has the direction of the words around it; written in, that of what is written.
    this.field.dir = this.field.value ? 'auto' : '';
    this.field.style.height = 'auto';
    this.field.style.height = `${this.field.scrollHeight + 2}px`;
    if (this.speech) this.draw(this.speech);
  }

  draw(speech: Speech) {
    const { texts } = speech;
    this.speech = speech;
    const isStop = this.canStop;
    const excess = this.field.value.trim().length - this.talk.config.max_characters;
    this.over.textContent = excess > 0 ? speech.count(texts.tooLong, excess) : '';
    if (excess > 0 != this.over.isConnected) excess > 0 ? this.element.before(this.over) : this.over.remove();
    this.field.setAttribute('aria-label', texts.message);
    this.field.placeholder = texts.write;
    this.button.setAttribute('aria-label', isStop ? texts.stop : texts.send);
    this.button.setAttribute(
      'aria-disabled',
      `${!isStop && (excess > 0 || !(this.field.value.trim() || this.files().length))}`,
    );
    const picture = isStop ? STOP : SEND;
    if (this.button.firstChild != picture) this.button.replaceChildren(picture);
  }
}
