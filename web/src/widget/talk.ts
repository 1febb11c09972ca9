// What the panel knows of the conversation, and what may be done in it; the live part is fetched when it is needed.
import type { Problem } from './call';
import { Keep, type Pending } from './keep';
import type { Live } from './live';
import { randomKey } from './random';
import type { Stage } from './stage';
import type { Answers, Config, Conversation, Field, Message, Session, Variables } from './wire';

/** What the reader is told about the connection. */
export type Weather = 'fine' | 'offline' | 'reconnecting' | 'busy';

/** The methods of the live part by name: they wait until it is there. */
type Deeds = { [Name in keyof Live as Live[Name] extends (...values: never[]) => unknown ? Name : never]: Live[Name] };

export class Talk {
  session: Session | null = null;
  messages: Message[] = [];
  hasMore = false;
  /** The answer under way. */
  draft: { turn: string; text: string } | null = null;
  /** The session is over; its messages may be read until the panel closes. */
  expired = false;
  /** What the server said against the form, by field. */
  faults: Record<string, string> = {};
  /** What the visitor has answered, should the server want it otherwise. */
  answers: Answers = {};
  identity: string | undefined;
  variables: Variables | undefined;
  locale: string | undefined;
  /** Written before consent or the form: kept in this page only. */
  held: Pending[] = [];
  /** When sending goes on after the server asked to wait, in milliseconds since 1970; 0 when it did not. */
  until = 0;
  /** The last try to send failed and the next one comes by itself. */
  isStuck = false;
  /** The live line has been away for more than a moment. */
  isCut = false;
  readonly keep: Keep;
  private live: Promise<Live> | undefined;

  constructor(
    readonly stage: Stage,
    readonly config: Config,
    readonly signal: AbortSignal,
    /** Something to be drawn has changed. */
    readonly changed: () => void,
    /** A message came in while the page was looking. */
    readonly arrived: (message: Message) => void,
    /** The widget is switched off here. */
    readonly refused: (problem: Problem) => void,
  ) {
    this.keep = new Keep(stage.widget, config.always_fresh, () => this.heard(), signal);
    addEventListener('offline', changed, { signal });
    addEventListener('online', changed, { signal });
  }

  get token(): string | undefined {
    return this.keep.get().token;
  }

  get conversation(): Conversation | null {
    return this.session?.conversation ?? null;
  }

  get needsConsent(): boolean {
    return !!this.config.consent && !this.keep.get().consent && !this.token;
  }

  /** The questions that nothing has answered yet. Whom the site has signed for is asked nothing. */
  get questions(): Field[] {
    const { token, start } = this.keep.get();
    const isKnown = token || start?.form || start?.identity || this.identity;
    return isKnown ? [] : (this.config.form?.fields ?? []);
  }

  /** What is written and not on record, in order. */
  get pending(): Pending[] {
    return [...(this.keep.get().outbox ?? []), ...this.held];
  }

  /** Whether what is written waits for something that is not on its way. */
  get isWaiting(): boolean {
    return this.isStuck || !!this.until || !navigator.onLine;
  }

  get weather(): Weather {
    if (!navigator.onLine) return 'offline';
    if (this.until) return 'busy';
    return this.isCut || this.isStuck ? 'reconnecting' : 'fine';
  }

  /** Has the live part do something. Where it cannot be fetched, it is tried again when the network is back. */
  async ask<Name extends keyof Deeds>(name: Name, ...values: Parameters<Deeds[Name]>): Promise<void> {
    this.live ??= import('./live').then(({ Live }) => new Live(this));
    let live: Live;
    try {
      live = await this.live;
    } catch {
      this.live = undefined;
      this.isStuck = true;
      this.changed();
      addEventListener('online', () => this.ask(name, ...values), { once: true, signal: this.signal });
      return;
    }
    if (!this.signal.aborted) await (live[name] as (...values: unknown[]) => unknown)(...values);
  }

  send(text: string, more: Partial<Pending> = {}) {
    this.held.push({ client_id: randomKey(), text, at: Date.now(), ...more });
    this.changed();
    void this.ask('flush');
  }

  /** Prepares a session; one that is prepared or there stays. */
  begin(form?: Answers) {
    const { start, token } = this.keep.get();
    if (token) return;
    this.faults = {};
    if (form) this.answers = form;
    this.keep.set({
      start: {
        key: start?.key ?? randomKey(),
        form: form ?? start?.form,
        identity: this.identity ?? start?.identity,
        variables: this.variables ?? start?.variables,
      },
    });
    this.changed();
    void this.ask('flush');
  }

  setVariables(variables: Variables) {
    if (this.token) return void this.ask('setVariables', variables);
    this.variables = { ...this.variables, ...variables };
    const { start } = this.keep.get();
    if (start) this.keep.set({ start: { ...start, variables: { ...start.variables, ...variables } } });
  }

  identify(identity: string) {
    if (this.token) return void this.ask('identify', identity);
    this.identity = identity;
    this.changed();
  }

  agree() {
    this.keep.set({ consent: true });
    this.changed();
    if (this.held.length) void this.ask('flush');
  }

  /** Forgets everything on this device, and ends the session. */
  reset() {
    if (this.token) return void this.ask('reset');
    this.keep.clear();
    this.leave();
  }

  /** Shows no conversation any more. */
  leave() {
    this.session = this.draft = null;
    this.messages = [];
    this.expired = this.hasMore = this.isCut = false;
    this.changed();
  }

  /** Another tab has changed what is kept. */
  private heard() {
    if (!this.token != !this.session) void this.ask('follow');
    this.changed();
  }
}
