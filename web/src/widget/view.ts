// The panel as people see it: a dialog that opens, takes the focus, shows what comes next, closes, and gives it back.
import { addStyle, h, icon } from '../shared/dom';
import { Composer } from './composer';
import type { Extras } from './extras';
import css from './panel.css?inline';
import type { Stage } from './stage';
import { FullScreen } from './fullscreen';
import type { Speech } from './texts';
import type { Talk } from './talk';
import { Transcript } from './transcript';
import type { Attachment, Message } from './wire';

export class View {
  private readonly title = h('h2');
  private readonly who = h('p', { class: 'small' });
  private readonly shut = h('button', { type: 'button', class: 'quiet' }, icon('M6 6l12 12M18 6L6 18'));
  private readonly more = h('summary', { class: 'quiet' }, icon('M5 12h.01M12 12h.01M19 12h.01'));
  private readonly fresh = h('button', { type: 'button' });
  private readonly end = h('button', { type: 'button' });
  private readonly menu = h('details', { class: 'menu' }, this.more, h('div', {}, this.fresh, this.end));
  private readonly weather = h('p', { class: 'weather', role: 'status', hidden: true });
  private readonly gate = h('div');
  private readonly composer: Composer;
  private readonly transcript: Transcript;
  private readonly dialog: HTMLDialogElement;
  private readonly full: FullScreen;
  /** What stands before the conversation: consent, the form, or nothing. */
  private gateIs = '';
  private form: { show(faults: Record<string, string>): void; focus(): void } | undefined;
  /** The form's style sheet has come with the first form. */
  private isStyled = false;
  /** What the form shows of them. */
  private faults: Record<string, string> = {};
  private frame = 0;
  private unread = 0;
  /** Voice and files, where the widget has them. */
  private extras: Extras | undefined;
  private ticking: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly stage: Stage,
    private readonly talk: Talk,
    private speech: Speech,
    signal: AbortSignal,
  ) {
    const { root, host } = stage;
    addStyle(host.shadowRoot as ShadowRoot, css);
    this.composer = new Composer(talk, () => this.transcript.toEnd());
    this.transcript = new Transcript(
      talk,
      {
        again: (item) =>
          void (item.role == 'visitor' ? talk.ask('settle', item.key, true) : talk.ask('command', 'retry')),
        discard: (item) => void talk.ask('settle', item.key, false),
        file: (file) => this.file(file),
      },
      () => this.afresh(),
    );
    this.transcript.element.append(this.gate);
    const head = h('header', { class: 'head' }, h('div', {}, this.title, this.who), this.menu, this.shut);
    const foot = h('div', { class: 'foot' }, this.transcript.jump, this.weather, this.composer.element);
    this.dialog = h('dialog', { class: 'panel', tabindex: -1 }, head, this.transcript.element, foot);
    this.full = new FullScreen(this.dialog, () => this.close(), signal);
    root.prepend(this.dialog);
    signal.addEventListener('abort', () => {
      clearInterval(this.ticking);
      this.dialog.remove();
    });

    this.shut.addEventListener('click', () => this.close());
    this.fresh.addEventListener('click', () => this.afresh());
    this.end.addEventListener('click', () => {
      this.menu.open = false;
      void talk.ask('command', 'end');
      this.focus();
    });
    this.dialog.addEventListener('keydown', (event) => {
      // Keys that are typed here are not the host page's shortcuts.
      event.stopPropagation();
      if (event.key != 'Escape' || event.isComposing) return;
      event.preventDefault();
      if (this.menu.open) {
        this.menu.open = false;
        this.more.focus();
      } else this.close();
    });
    this.menu.addEventListener('focusout', ({ relatedTarget }) => {
      if (!this.menu.contains(relatedTarget as Node)) this.menu.open = false;
    });
    document.addEventListener('visibilitychange', () => this.changed(), { signal });
    this.speak(speech);
    void this.fetchExtras();
  }

  get isOpen() {
    return this.dialog.open;
  }

  open(takesFocus = true) {
    if (this.isOpen || this.stage.root.hidden) return;
    const { talk, stage } = this;
    // A signed visitor may have talked before, elsewhere; only now does it matter.
    if (talk.identity && !talk.token && !talk.needsConsent && !talk.questions.length) talk.begin();
    stage.root.classList.add('open');
    this.draw();
    this.full.open(takesFocus);
    if (this.gateIs) this.transcript.toStart();
    else this.transcript.toEnd();
    stage.launcher.setAttribute('aria-expanded', 'true');
    if (takesFocus) this.focus();
    if (talk.token) talk.keep.set({ open: true });
    this.draw();
    stage.emit('open', undefined);
    void this.fetchExtras();
    // Ready by the time that somebody has written something; the opening itself does not wait for it.
    if (!talk.session) setTimeout(() => talk.ask('flush'), 300);
  }

  close() {
    if (!this.isOpen) return;
    const { talk, stage } = this;
    this.extras?.close();
    const hadFocus = this.dialog.contains(stage.host.shadowRoot?.activeElement ?? null);
    stage.root.classList.remove('open');
    this.full.close();
    stage.launcher.setAttribute('aria-expanded', 'false');
    if (hadFocus) stage.launcher.focus();
    if (talk.keep.get().open) talk.keep.set({ open: false });
    // The end of an expired conversation could be read until now.
    if (talk.expired) talk.leave();
    this.changed();
    stage.emit('close', undefined);
  }

  /** Opens a panel that was open on the page before, without taking the focus. Not where it would cover the page. */
  restore() {
    const { token, open } = this.talk.keep.get();
    if (token && open && !this.full.covers) this.open(false);
  }

  speak(speech: Speech) {
    const { texts, dir, tag } = (this.speech = speech);
    this.dialog.lang = tag;
    if (dir) this.dialog.dir = dir;
    else this.dialog.removeAttribute('dir');
    this.dialog.setAttribute('aria-label', this.talk.config.name);
    this.title.textContent = this.talk.config.name;
    this.shut.setAttribute('aria-label', texts.closeChat);
    this.more.setAttribute('aria-label', texts.more);
    this.fresh.textContent = texts.startAfresh;
    this.end.textContent = texts.endChat;
    this.gateIs = '';
    this.draw();
  }

  /** Draws in the next frame, once, whatever happens until then. A hidden page has no frames. */
  changed() {
    if (document.hidden) this.draw();
    else this.frame ||= requestAnimationFrame(() => this.draw());
  }

  arrived({ id, role, author }: Message) {
    if (role != 'assistant' && role != 'person') return;
    this.draw();
    if (this.isOpen && !this.extras?.speaks) this.transcript.read(id, author ?? this.speech.texts.assistant);
  }

  private draw() {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    const { talk, speech } = this;
    this.transcript.draw(speech);
    this.composer.draw(speech);
    this.drawGate();
    this.drawWeather();
    const { conversation, messages } = talk;
    const person = conversation?.attended_by == 'person' && messages.findLast(({ role }) => role == 'person');
    this.who.textContent = person ? person.author : '';
    this.menu.hidden = !talk.session;
    this.end.hidden = conversation?.status == 'ended';
    this.drawLauncher();
    this.extras?.draw(speech);
  }

  private async fetchExtras() {
    const { talk, composer } = this;
    if (this.extras || !(talk.config.voice || talk.config.files)) return;
    try {
      const { Extras } = await import('./extras');
      this.extras ??= new Extras(talk, composer, this.speech);
    } catch {
      // The next opening tries again.
    }
  }

  /** A file by its name, until it can be shown. */
  private file(file: Attachment) {
    const place = h('span', {}, file.name);
    import('./files').then(
      ({ show }) => place.replaceWith(show(file, this.talk, this.speech)),
      () => {},
    );
    return place;
  }

  private drawLauncher() {
    const { talk, speech, stage } = this;
    const { token, seen = '' } = talk.keep.get();
    const theirs = talk.messages.filter(({ role }) => role == 'assistant' || role == 'person');
    const newest = theirs.reduce((newest, { id }) => (id > newest ? id : newest), '');
    const isSeen = this.isOpen && !document.hidden;
    if (isSeen && token && newest > seen) talk.keep.set({ seen: newest });
    const unread = isSeen ? 0 : theirs.filter(({ id }) => id > seen).length;
    if (unread != this.unread) stage.emit('unread', (this.unread = unread));
    const { texts } = speech;
    const label = stage.data.label ?? talk.config.launcher.label ?? texts.openChat;
    stage.badge.hidden = !unread;
    stage.badge.textContent = unread > 99 ? '99+' : `${unread || ''}`;
    stage.launcher.setAttribute(
      'aria-label',
      this.isOpen ? texts.closeChat : unread ? `${label}, ${speech.count(texts.unread, unread)}` : label,
    );
  }

  private drawWeather() {
    const { talk, speech } = this;
    const { weather } = talk;
    const seconds = Math.max(1, Math.ceil((talk.until - Date.now()) / 1000));
    const words =
      weather == 'fine' ? '' : weather == 'busy' ? speech.count(speech.texts.busy, seconds) : speech.texts[weather];
    if (this.weather.textContent != words) this.weather.textContent = words;
    this.weather.hidden = !words;
    if (weather == 'busy') this.ticking ??= setInterval(() => this.changed(), 1000);
    else {
      clearInterval(this.ticking);
      this.ticking = undefined;
    }
  }

  private drawGate() {
    const { talk } = this;
    // What has expired may be read first, unless there is something to be sent.
    const isOver = talk.expired && !talk.pending.length;
    const gate = isOver ? '' : talk.needsConsent ? 'consent' : talk.questions.length ? 'form' : '';
    this.composer.element.hidden = !!gate;
    if (gate != this.gateIs) {
      this.gateIs = gate;
      this.form = undefined;
      this.gate.replaceChildren();
      if (gate == 'consent') this.gate.append(this.consent());
      else if (gate == 'form') void this.showForm();
      else if (this.isOpen) {
        this.transcript.toEnd();
        this.focus();
      }
    } else if (this.faults != talk.faults) this.form?.show((this.faults = talk.faults));
  }

  private consent() {
    const { talk, speech } = this;
    const { text, link } = talk.config.consent ?? { text: '', link: null };
    const { texts } = speech;
    const agree = () => {
      talk.agree();
      this.draw();
      this.focus();
    };
    const way =
      link &&
      /^https?:/.test(link) &&
      h('a', { href: link, target: '_blank', rel: 'noopener noreferrer' }, texts.readMore);
    return h(
      'div',
      { class: 'consent' },
      h('p', { dir: 'auto' }, text, ' ', way),
      h(
        'div',
        {},
        h('button', { type: 'button', class: 'primary', onclick: agree }, texts.agree),
        h('button', { type: 'button', class: 'plain', onclick: () => this.close() }, texts.decline),
      ),
    );
  }

  private async showForm() {
    const { talk, speech, gate } = this;
    const { form, style } = await import('./form');
    if (this.gateIs != 'form' || gate.firstChild) return;
    if (!this.isStyled) style(gate.getRootNode() as ShadowRoot);
    this.isStyled = true;
    const made = form(talk.questions, speech.texts, talk.answers, (answers) => talk.begin(answers));
    this.form = made;
    gate.append(made.element);
    this.faults = talk.faults;
    if (Object.keys(talk.faults).length) made.show(talk.faults);
    else if (this.isOpen) made.focus();
  }

  private afresh() {
    this.menu.open = false;
    void this.talk.ask('afresh').then(() => this.focus());
  }

  /** The first thing to do. A touch screen's keyboard waits until it is asked for. */
  private focus() {
    const { gateIs, gate, dialog, composer, form } = this;
    if (gateIs == 'form') form?.focus();
    else if (gateIs) gate.querySelector('button')?.focus();
    else if (matchMedia('(pointer: coarse)').matches) dialog.focus();
    else composer.field.focus();
  }
}
