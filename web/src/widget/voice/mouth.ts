// Who speaks the answers: the browser where it has a voice for the language, else the server, else nobody.
import { sentences } from './spoken';

/** Says what it is given, in order. */
export interface Mouth {
  say(text: string): void;
  /** No more comes of this answer; `ended` is called when all of it is said. */
  close(): void;
  /** Stops at once, and forgets the rest. `ended` is not called. */
  stop(): void;
}

/** The browser's voices, which some browsers fetch first. */
async function voices(): Promise<SpeechSynthesisVoice[]> {
  const { speechSynthesis } = window;
  if (!speechSynthesis) return [];
  if (!speechSynthesis.getVoices().length)
    await new Promise((done) => {
      speechSynthesis.addEventListener?.('voiceschanged', done, { once: true });
      setTimeout(done, 500);
    });
  return speechSynthesis.getVoices();
}

/** The one for this reader. `fetched` gets the sound of a text from the server; nothing where it has no voice. */
export async function mouth(
  lang: string,
  fetched: ((text: string) => Promise<ArrayBuffer>) | undefined,
  ended: () => void,
): Promise<Mouth | undefined> {
  const all = await voices();
  const isSpoken = all.some((voice) => voice.lang.slice(0, 2).toLowerCase() == lang.slice(0, 2));
  if (all.length && (isSpoken || !fetched)) return new BrowserMouth(lang, ended);
  return fetched && new ServerMouth(fetched, ended);
}

class BrowserMouth implements Mouth {
  private waiting: string[] = [];
  private current: SpeechSynthesisUtterance | undefined;
  private isClosed = false;

  constructor(
    private readonly lang: string,
    private readonly ended: () => void,
  ) {}

  say(text: string) {
    this.isClosed = false;
    this.waiting.push(...sentences(text));
    if (!this.current) this.next();
  }

  close() {
    this.isClosed = true;
    if (!this.current) this.next();
  }

  stop() {
    this.waiting = [];
    this.current = undefined;
    speechSynthesis.cancel();
  }

  private next() {
    const text = this.waiting.shift();
    this.current = undefined;
    if (!text) {
      if (this.isClosed) this.ended();
      return;
    }
    const said = (this.current = new SpeechSynthesisUtterance(text));
    said.lang = this.lang;
    // A voice that does not begin is none: the answer can be read.
    const timer = setTimeout(() => {
      if (this.current != said) return;
      this.waiting = [];
      speechSynthesis.cancel();
      over();
    }, 5000);
    const over = () => {
      clearTimeout(timer);
      if (this.current == said) this.next();
    };
    said.onstart = () => clearTimeout(timer);
    said.onend = said.onerror = over;
    speechSynthesis.speak(said);
  }
}

/** By Web Audio, which needs nothing of the page's policy and is subtracted from what the microphone hears. */
class ServerMouth implements Mouth {
  private text = '';
  private context: AudioContext | undefined;
  /** Each answer waits for the one before. */
  private queue = Promise.resolve();
  private waiting = 0;
  private round = 0;

  constructor(
    private readonly fetched: (text: string) => Promise<ArrayBuffer>,
    private readonly ended: () => void,
  ) {}

  say(text: string) {
    this.text += `${text}\n`;
  }

  /** One request for an answer: each is counted as a message. */
  close() {
    const { text, round } = this;
    this.text = '';
    this.waiting++;
    this.queue = this.queue
      // What cannot be heard can be read.
      .then(() => this.play(text.trim(), round).catch(() => {}))
      .then(() => {
        if (round == this.round && !--this.waiting) this.ended();
      });
  }

  stop() {
    this.round++;
    this.waiting = 0;
    this.text = '';
    void this.context?.close();
    this.context = undefined;
    this.queue = Promise.resolve();
  }

  private async play(text: string, round: number) {
    if (!text || round != this.round) return;
    const bytes = await this.fetched(text);
    if (round != this.round) return;
    const context = (this.context ??= new AudioContext());
    const source = context.createBufferSource();
    source.buffer = await context.decodeAudioData(bytes);
    if (round != this.round) return;
    source.connect(context.destination);
    await context.resume();
    await new Promise((done) => {
      source.onended = done;
      source.start();
    });
  }
}
