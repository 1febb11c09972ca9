// The browser's own recognition: words while they are said, and no sound of it goes to our server.
import { recognition, type Deafness, type Ear, type Heard, type Recognition } from './ears';
import { isEcho } from './spoken';

const WHY: Record<string, Deafness> = {
  'not-allowed': 'denied',
  'service-not-allowed': 'denied',
  'audio-capture': 'missing',
};

export class BrowserEar implements Ear {
  private current: Recognition | undefined;
  private again: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly lang: () => string,
    private readonly heard: Heard,
    /** The browser hears, but what it needs for understanding fails: the server may do better. */
    private readonly fallback: () => boolean,
  ) {}

  listen(byItself: boolean) {
    this.start(byItself);
  }

  watch(spoken: () => string) {
    this.start(true, spoken);
  }

  finish() {
    const { current } = this;
    current?.stop();
    // Some browsers forget to say that they have stopped.
    setTimeout(() => current?.onend?.(), 3000);
  }

  stop() {
    clearTimeout(this.again);
    const before = this.current;
    this.current = undefined;
    before?.abort();
  }

  private start(byItself: boolean, spoken?: () => string) {
    this.stop();
    const Made = recognition();
    if (!Made) return this.heard.deaf('broken');
    const made = (this.current = new Made());
    let text = '';
    let failed: string | undefined;
    let watches = spoken;
    const isOurs = () => this.current == made;
    made.lang = this.lang();
    made.continuous = !byItself;
    made.interimResults = true;
    made.onaudiostart = () => isOurs() && !watches && this.heard.open();
    made.onresult = ({ results }) => {
      if (!isOurs()) return;
      text = Array.from(results, (result) => result[0]?.transcript ?? '').join(' ');
      text = text.replace(/\s+/g, ' ').trim();
      if (watches) {
        // Loudspeaker and microphone stand beside each other: what it says is not what it is told.
        if (!text || isEcho(text, watches())) return;
        watches = undefined;
        this.heard.interrupted();
      }
      this.heard.caption(text);
    };
    made.onerror = ({ error }) => (failed = error);
    made.onend = () => {
      if (!isOurs()) return;
      this.current = undefined;
      const why = failed && failed != 'no-speech' && failed != 'aborted' ? (WHY[failed] ?? 'broken') : undefined;
      if (why) {
        if (why == 'missing' || failed == 'not-allowed' || !this.fallback()) this.heard.deaf(why);
      } else if (watches) this.again = setTimeout(() => this.start(true, watches), 300);
      else this.heard.done(text);
    };
    try {
      made.start();
    } catch {
      this.stop();
      this.heard.deaf('broken');
    }
  }
}
