// The buttons that only some widgets have, and the way to what is behind them: nothing of it is fetched before a press.
import { addStyle, h, icon } from '../shared/dom';
import type { Composer } from './composer';
import css from './extras.css?inline';
import type { Speech } from './texts';
import type { Tray } from './files';
import { phrases } from './texts/extras';
import type { Talk } from './talk';
import type { Voice } from './voice';
import { canHear } from './voice/ears';

/** Held for longer, in milliseconds, a press ends when it is let go; a shorter one goes on until the next. */
const HOLD = 400;

const MICROPHONE = 'M12 4a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V7a3 3 0 0 1 3-3M6 11a6 6 0 0 0 12 0M12 17v3';

const CLIP =
  'M20 11l-8.500 8.500a5 5 0 0 1-7-7L13 4a3.300 3.300 0 0 1 4.700 4.700l-8.400 8.400a1.700 1.700 0 0 1-2.400-2.400L14.500 7';

export class Extras {
  private readonly microphone = h('button', { type: 'button', class: 'quiet' }, icon(MICROPHONE));
  private readonly attach = h('button', { type: 'button', class: 'quiet' }, icon(CLIP));
  private readonly target = h('p', { class: 'drop', hidden: true });
  private tray: Promise<Tray> | undefined;
  private voice: Voice | undefined;
  private wants: Promise<void> | undefined;
  /** When the button went down; 0 while it is up. */
  private since = 0;

  constructor(
    private readonly talk: Talk,
    private readonly composer: Composer,
    private speech: Speech,
  ) {
    addStyle(talk.stage.host.shadowRoot as ShadowRoot, css);
    const { config, stage } = talk;
    if (config.files) this.takeFiles(config.files.types);
    if (config.mode == 'voice_chat' && stage.data.mode != 'chat' && canHear(config)) this.hear();
    this.draw(speech);
  }

  /** Whether answers are spoken here, so that a screen reader need not. */
  get speaks() {
    return !!this.voice?.speaks;
  }

  draw(speech: Speech) {
    this.speech = speech;
    const words = phrases(speech.tag);
    this.microphone.setAttribute('aria-label', this.voice?.isListening ? words.finish : words.speak);
    this.microphone.classList.toggle('on', !!this.voice?.isListening);
    this.attach.setAttribute('aria-label', words.attach);
    this.target.textContent = words.drop;
    this.voice?.draw(speech);
    void this.tray?.then((tray) => tray.draw(speech));
  }

  /** The panel closes: nobody listens any more. */
  close() {
    this.voice?.end();
  }

  private takeFiles(types: string[]) {
    const { composer, attach, target } = this;
    const input = h('input', { type: 'file', multiple: true, accept: types.join(), hidden: true });
    composer.tools.append(attach, input);
    attach.addEventListener('click', () => input.click());
    input.addEventListener('change', () => {
      this.add(input.files);
      input.value = '';
    });
    composer.field.addEventListener('paste', (event) => {
      if (!event.clipboardData?.files.length) return;
      event.preventDefault();
      this.add(event.clipboardData.files);
    });
    const panel = composer.element.closest('dialog') as HTMLElement;
    panel.append(target);
    const drag = (event: DragEvent) => {
      if (composer.element.hidden || !event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      target.hidden = event.type == 'drop';
      if (event.type == 'drop') this.add(event.dataTransfer.files);
    };
    panel.addEventListener('dragover', drag);
    panel.addEventListener('drop', drag);
    panel.addEventListener('dragleave', ({ relatedTarget }) => {
      if (!panel.contains(relatedTarget as Node)) target.hidden = true;
    });
  }

  private async add(files: FileList | null) {
    // A list of the input's is emptied with it.
    const list = [...(files ?? [])];
    if (!list.length) return;
    this.tray ??= import('./files').then(({ Tray }) => new Tray(this.talk, this.composer, this.speech));
    try {
      (await this.tray).add(list);
    } catch {
      // Not to be fetched now: the next try does.
      this.tray = undefined;
    }
  }

  private hear() {
    const { microphone, composer } = this;
    composer.tools.append(microphone);
    const isKey = (event: KeyboardEvent) => event.key == 'Enter' || event.key == ' ';
    let handled = 0;
    const press = () => {
      handled = performance.now();
      this.since ||= handled;
      void this.press();
    };
    const lift = () => {
      const held = performance.now() - this.since;
      if (this.since && held > HOLD) this.voice?.lift();
      this.since = 0;
    };
    microphone.addEventListener('pointerdown', (event) => {
      if (event.button) return;
      microphone.setPointerCapture(event.pointerId);
      press();
    });
    microphone.addEventListener('pointerup', lift);
    microphone.addEventListener('pointercancel', lift);
    microphone.addEventListener('contextmenu', (event) => event.preventDefault());
    microphone.addEventListener('keydown', (event) => {
      if (!isKey(event)) return;
      event.preventDefault();
      if (!event.repeat) press();
    });
    microphone.addEventListener('keyup', (event) => isKey(event) && lift());
    // Screen readers and voice control click without a pointer or a key.
    microphone.addEventListener('click', () => {
      if (performance.now() - handled < 1000) return;
      press();
      this.since = 0;
    });
  }

  private async press() {
    this.wants ??= import('./voice').then(({ Voice }) => {
      this.voice = new Voice(this.talk, this.microphone, this.composer.element, this.speech);
    });
    try {
      await this.wants;
      this.voice?.press();
    } catch {
      // Not to be fetched now: the next press tries again.
      this.wants = undefined;
    }
  }
}
