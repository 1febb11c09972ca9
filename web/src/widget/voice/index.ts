// A voice conversation: listens, sends what was said as a message, and speaks the answer while it is being written.
import { call, Problem } from '../call';
import { inLanguage, type Speech } from '../texts';
import type { Talk } from '../talk';
import { Bar } from './bar';
import { BrowserEar } from './browser';
import { canRecord, recognition, type Deafness, type Ear, type Heard } from './ears';
import { mouth, type Mouth } from './mouth';
import { RecordingEar } from './recorder';
import { ready, spoken } from './spoken';
import { WORDS, type State } from './words';

/** Hands-free, so many phrases of nothing close the microphone: nobody is there. */
const QUIET = 4;
/** For so many milliseconds it is told that it has ended. */
const FAREWELL = 4000;

export class Voice {
  isOn = false;
  private state: State = 'ended';
  private readonly bar: Bar;
  private ear: Ear | undefined;
  private mouth: Mouth | undefined;
  private isHandsFree = false;
  private isMuted = false;
  /** The browser's recognition has failed on this page. */
  private isDeafBrowser = false;
  private quiet = 0;
  private caption = '';
  /** The caption is ours, not the visitor's. */
  private isOurs = false;
  /** The newest message that is not to be spoken any more. */
  private last = '';
  /** What of the answer under way is handed to the mouth, as it is written and as it is said. */
  private fed = '';
  private said = '';
  /** The visitor's message that waits for an answer. */
  private asked: string | undefined;
  private farewell: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly talk: Talk,
    private readonly button: HTMLElement,
    private readonly composer: HTMLElement,
    private speech: Speech,
  ) {
    const { signal, stage } = talk;
    this.bar = new Bar(stage.host.shadowRoot as ShadowRoot, {
      handsFree: () => this.turnHandsFree(),
      mute: () => (this.isMuted ? this.unmute() : this.mute()),
      end: () => {
        this.end();
        this.button.focus();
      },
    });
    signal.addEventListener('abort', () => this.end());
    // Whoever looks elsewhere does not expect to be listened to.
    document.addEventListener('visibilitychange', () => document.hidden && this.isListening && this.mute(), { signal });
  }

  get isListening() {
    return this.state == 'listening' || this.state == 'connecting';
  }

  /** Whether an answer that comes now is spoken. */
  get speaks() {
    return this.isOn && !!this.mouth && !this.isListening;
  }

  private get words() {
    return inLanguage(WORDS, this.speech.tag);
  }

  /** The button goes down: begins a phrase, or ends it. */
  press() {
    if (!this.isOn) this.begin();
    else if (this.state == 'listening') this.finish();
    else if (this.state == 'connecting') this.mute();
    // What was said last is not understood yet, and would be lost.
    else if (this.state != 'thinking' || this.asked) this.unmute();
  }

  /** The button is let go after it was held. Until the microphone is open nothing can have been said. */
  lift() {
    if (this.state == 'listening' && !this.isHandsFree) this.finish();
  }

  /** Closes the microphone and falls silent. */
  end() {
    if (!this.isOn) return this.bar.element.remove();
    this.isOn = false;
    this.ear?.stop();
    this.mouth?.stop();
    this.ear = this.mouth = this.asked = undefined;
    this.say('');
    this.set('ended');
    this.farewell = setTimeout(() => this.bar.element.remove(), FAREWELL);
  }

  draw(speech: Speech) {
    this.speech = speech;
    if (this.isOn && this.composer.hidden) this.end();
    if (this.isOn) this.follow();
    const caption = this.state == 'muted' && !this.caption && !this.isHandsFree ? this.words.hint : '';
    this.bar.draw(this.words, this.state, this.caption || caption, this.isOurs || !!caption, this.isHandsFree);
  }

  private begin() {
    clearTimeout(this.farewell);
    const { talk, speech } = this;
    this.isOn = true;
    this.isHandsFree = this.isMuted = false;
    this.ear =
      recognition() && !this.isDeafBrowser
        ? new BrowserEar(
            () => this.speech.tag,
            this.heard,
            () => this.record(),
          )
        : this.recording();
    const fetched = async (text: string) =>
      (await this.call('/speech', { json: { text: text.slice(0, talk.config.max_characters) } })).arrayBuffer();
    void mouth(speech.tag, talk.config.voice?.speech ? fetched : undefined, () => this.resume()).then((made) => {
      if (this.isOn) this.mouth = made;
    });
    this.composer.before(this.bar.element);
    this.listen();
  }

  private recording() {
    const transcribe = async (raw: Blob) => (await (await this.call('/transcriptions', { raw })).json()).text as string;
    return new RecordingEar(this.heard, transcribe, (problem) => this.misunderstood(problem));
  }

  /** Goes on by recordings, where the server understands them. */
  private record() {
    if (!canRecord(this.talk.config)) return false;
    this.isDeafBrowser = true;
    this.ear = this.recording();
    if (this.state == 'speaking') this.ear.watch(() => this.said);
    else this.listen();
    return true;
  }

  /** Nothing is sent before the first message; this becomes it, and begins the session. */
  private async call(path: string, request: { raw?: Blob; json?: unknown }) {
    const { talk } = this;
    if (!talk.token) talk.begin();
    for (let tries = 0; !talk.session; tries++) {
      if (tries > 200 || !this.isOn) throw new Problem(0, 'No connection', '', [], null);
      await new Promise((done) => setTimeout(done, 100));
    }
    const signal = AbortSignal.timeout(60_000);
    return call(`${talk.stage.origin}/widget/v1${path}`, { token: talk.token, signal, ...request });
  }

  private readonly heard: Heard = {
    open: () => this.set('listening'),
    caption: (text) => this.say(text),
    done: (text) => this.done(text),
    interrupted: () => {
      this.hush();
      this.set('listening');
    },
    deaf: (why) => this.deaf(why),
  };

  private listen() {
    this.hush();
    this.say('');
    this.set('connecting');
    this.ear?.listen(this.isHandsFree);
  }

  private finish() {
    this.set('thinking');
    this.ear?.finish();
  }

  private unmute() {
    this.isMuted = false;
    this.quiet = 0;
    this.listen();
  }

  private mute() {
    this.isMuted = true;
    this.ear?.stop();
    this.say('');
    if (this.isListening || (this.state == 'thinking' && !this.asked)) this.set('muted');
    this.talk.changed();
  }

  private turnHandsFree() {
    this.isHandsFree = !this.isHandsFree;
    this.isMuted = false;
    this.quiet = 0;
    if (this.state == 'thinking' || this.state == 'speaking') this.talk.changed();
    else if (this.isHandsFree) this.listen();
    else this.mute();
  }

  private done(text: string) {
    const { talk } = this;
    if (text) {
      this.quiet = 0;
      this.say('');
      this.last = this.newest;
      talk.send(text.slice(0, talk.config.max_characters), { modality: 'voice' });
      this.asked = talk.pending.at(-1)?.client_id;
      this.set('thinking');
    } else if (this.isHandsFree && ++this.quiet < QUIET) this.listen();
    else {
      this.mute();
      this.set('muted');
      this.say(this.words.nothing, true);
    }
  }

  /** The answer is over: the next turn is the visitor's. */
  private resume() {
    this.said = '';
    this.asked = undefined;
    if (!this.isOn) return;
    if (this.isHandsFree && !this.isMuted) this.listen();
    else {
      this.ear?.stop();
      this.set('muted');
    }
  }

  private hush() {
    this.mouth?.stop();
    this.last = this.newest;
    this.fed = this.said = '';
    this.asked = undefined;
  }

  private get newest() {
    return this.talk.messages.reduce((newest, { id }) => (id > newest ? id : newest), '');
  }

  /** Speaks what has come of the answer, and knows when none will come. */
  private follow() {
    const { talk, last, asked } = this;
    // Nobody speaks while somebody listens, or understands.
    if (this.isListening || (this.state == 'thinking' && !asked)) return;
    // Only what comes after the visitor's words is an answer to them: a greeting is none.
    const from = talk.messages.findIndex(({ role, client_id }) => (asked ? client_id == asked : role == 'visitor'));
    if (from >= 0) {
      for (const { id, role, text } of talk.messages.slice(from)) {
        if (id <= last || (role != 'assistant' && role != 'person')) continue;
        this.last = id;
        this.feed(text, true);
      }
      if (talk.draft) this.feed(talk.draft.text, false);
    }
    if (this.state != 'thinking' || !asked) return;
    const waits = talk.pending.find(({ client_id }) => client_id == asked);
    const isAnswered = talk.conversation?.attended_by == 'assistant';
    if (waits ? waits.refused != null : !isAnswered) this.resume();
  }

  private feed(text: string, isWhole: boolean) {
    if (!text.startsWith(this.fed)) this.fed = '';
    const end = isWhole ? text.length : Math.max(ready(text), this.fed.length);
    const piece = spoken(text.slice(this.fed.length, end));
    this.fed = isWhole ? '' : text.slice(0, end);
    if (piece && this.mouth) {
      this.said += `${piece}\n`;
      if (this.state != 'speaking') {
        this.set('speaking');
        if (this.isHandsFree && !this.isMuted) this.ear?.watch(() => this.said);
      }
      this.mouth.say(piece);
    }
    if (!isWhole) return;
    if (this.said) this.mouth?.close();
    else if (this.state == 'thinking') this.resume();
  }

  private misunderstood({ status, title, detail }: Problem) {
    this.talk.stage.emit('error', { status, title, detail });
    this.mute();
    this.set('muted');
    this.say(this.words.failed, true);
  }

  private deaf(why: Deafness) {
    this.end();
    clearTimeout(this.farewell);
    this.say(this.words[why], true);
    this.talk.stage.emit('error', { status: 0, title: why, detail: this.words[why] });
    this.talk.changed();
  }

  private say(caption: string, isOurs = false) {
    if (caption == this.caption && isOurs == this.isOurs) return;
    this.caption = caption;
    this.isOurs = isOurs;
    this.talk.changed();
  }

  private set(state: State) {
    if (state == this.state) return;
    this.state = state;
    this.talk.stage.emit('voice', state);
    this.talk.changed();
  }
}
