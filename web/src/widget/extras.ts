// The buttons that only some widgets have, and the way to what is behind them: nothing of it is fetched before a press.
import { addStyle, h, icon } from '../shared/dom';
import type { Composer } from './composer';
import css from './extras.css?inline';
import type { Speech } from './texts';
import { phrases } from './texts/extras';
import type { Talk } from './talk';
import type { Voice } from './voice';
import { canHear } from './voice/ears';

/** Held for longer, in milliseconds, a press ends when it is let go; a shorter one goes on until the next. */
const HOLD = 400;

const MICROPHONE = 'M12 4a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V7a3 3 0 0 1 3-3M6 11a6 6 0 0 0 12 0M12 17v3';

export class Extras {
  private readonly microphone = h('button', { type: 'button', class: 'quiet' }, icon(MICROPHONE));
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
    this.voice?.draw(speech);
  }

  /** The panel closes: nobody listens any more. */
  close() {
    this.voice?.end();
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
