// What is seen of a voice conversation: its state as a word and a shape, the words as they are heard, and the controls.
import { addStyle, h, icon } from '../../shared/dom';
import css from './bar.css?inline';
import type { State, Words } from './words';

const SHAPES: Record<State, string> = {
  connecting: 'M12 4a8 8 0 1 0 8 8M12 8a4 4 0 1 0 4 4',
  listening: 'M12 4a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V7a3 3 0 0 1 3-3M6 11a6 6 0 0 0 12 0M12 17v3M2 9v6M22 9v6',
  thinking: 'M6 12h.01M12 12h.01M18 12h.01',
  speaking: 'M3 10v4h3l5 4V6l-5 4zM15 9a4 4 0 0 1 0 6M18 6a8 8 0 0 1 0 12',
  muted: 'M9 6a3 3 0 0 1 6 1v5M9 10v2a3 3 0 0 0 4 2.800M6 11a6 6 0 0 0 10 4.500M12 17v3M4 3l16 18',
  ended: 'M7 7h10v10H7z',
};

export interface Controls {
  handsFree(): void;
  mute(): void;
  end(): void;
}

export class Bar {
  private readonly shape = h('span', { class: 'shape' });
  private readonly state = h('p', { role: 'status' });
  private readonly caption = h('p', { class: 'caption', dir: 'auto' });
  private readonly handsFree = h('button', { type: 'button', class: 'plain' });
  private readonly mute = h('button', { type: 'button', class: 'plain' });
  private readonly end = h('button', { type: 'button', class: 'quiet' }, icon('M6 6l12 12M18 6L6 18'));
  readonly element = h(
    'div',
    { class: 'voice', role: 'group' },
    this.shape,
    h('div', { class: 'told' }, this.state, this.caption),
    this.end,
    h('div', { class: 'ways' }, this.handsFree, this.mute),
  );
  private drawn = '';

  constructor(root: ShadowRoot, controls: Controls) {
    addStyle(root, css);
    this.handsFree.addEventListener('click', controls.handsFree);
    this.mute.addEventListener('click', controls.mute);
    this.end.addEventListener('click', controls.end);
  }

  /** `caption` are the visitor's own words, or else ours: then they are read aloud with the state. */
  draw(words: Words, state: State, caption: string, isOurs: boolean, isHandsFree: boolean) {
    const drawn = [words.voice, state, caption, isHandsFree].join('\0');
    if (drawn == this.drawn) return;
    this.drawn = drawn;
    if (this.element.dataset.state != state) this.shape.replaceChildren(icon(SHAPES[state]));
    this.element.dataset.state = state;
    this.element.setAttribute('aria-label', words.voice);
    this.state.textContent = words[state];
    if (isOurs && caption) this.state.append(h('span', {}, `. ${caption}`));
    this.caption.textContent = isOurs ? '' : caption;
    this.handsFree.textContent = words.handsFree;
    this.handsFree.setAttribute('aria-pressed', `${isHandsFree}`);
    this.mute.textContent = words.mute;
    this.mute.setAttribute('aria-pressed', `${state == 'muted'}`);
    this.mute.hidden = !isHandsFree;
    this.handsFree.hidden = state == 'ended';
    this.end.setAttribute('aria-label', words.end);
  }
}
