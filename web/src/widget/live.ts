// The live part of the conversation: its session, its requests, and what the server tells by itself.
import { backoff } from '../shared/backoff';
import { addStyle } from '../shared/dom';
import { call, Problem } from './call';
import css from './live.css?inline';
import { Line } from './line';
import { Outbox } from './outbox';
import { page, visit } from './page';
import type { Talk } from './talk';
import type { Conversation, Delta, Message, Opened, Variables } from './wire';

export class Live {
  private readonly outbox: Outbox;
  private readonly line: Line;
  private cut: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly talk: Talk) {
    const { signal, stage } = talk;
    addStyle(stage.host.shadowRoot as ShadowRoot, css);
    this.outbox = new Outbox(this, talk);
    this.line = new Line(
      {
        connect: (signal) => this.call('/events', { headers: this.newest(), signal }),
        on: ({ event, data }) => this.take(event, JSON.parse(data)),
        state: (up) => this.lineChanged(up),
        refused: (problem) => this.fail(problem),
        busy: () => !!talk.conversation?.is_answering,
      },
      signal,
    );
  }

  /** Sends what waits, as far as it may be sent. */
  flush() {
    this.outbox.flush();
  }

  /** Sends a refused message once more, or drops it. */
  settle(id: string, again: boolean) {
    this.outbox.settle(id, again);
  }

  /** Does as another tab did: goes on with its session, or leaves the one that it has left. */
  async follow() {
    const { talk } = this;
    if (talk.token) return this.resume();
    this.silence();
    talk.leave();
  }

  /** Goes on with the conversation that this browser keeps. */
  async resume(attempt = 0): Promise<void> {
    const { talk } = this;
    if (!talk.token || talk.session) return;
    try {
      this.enter(await (await this.call('/session')).json());
    } catch (error) {
      this.fail(error as Problem);
      if (!(error as Problem).passes) return;
      talk.isCut = true;
      talk.changed();
      await new Promise((done) => setTimeout(done, backoff(attempt, Math.random())));
      if (!talk.signal.aborted) return this.resume(attempt + 1);
    }
  }

  /** One request about this session; the server's paths are under `/widget/v1`. Throws a Problem. */
  call(path: string, request: Parameters<typeof call>[1] = {}): Promise<Response> {
    return call(`${this.talk.stage.origin}/widget/v1${path}`, { token: this.talk.token, ...request });
  }

  /** Begins the session that `keep.start` describes. Throws a Problem. */
  async mint(): Promise<void> {
    const { talk } = this;
    const { consent, widget } = talk.config;
    const response = await this.call('/sessions', {
      token: undefined,
      json: {
        widget,
        ...talk.keep.get().start,
        ...(consent && { consent: true }),
        locale: talk.locale,
        page: this.page(),
        ...(talk.config.challenge && (await this.work())),
      },
    });
    const opened: Opened = await response.json();
    talk.identity = talk.variables = undefined;
    talk.keep.set({ start: undefined, open: true });
    this.enter(opened);
  }

  /** A challenge is good for minutes, and the page may be open for hours: a new one is asked for. */
  private async work() {
    const asked = this.call(`/config?widget=${encodeURIComponent(this.talk.config.widget)}`, { cache: 'no-cache' });
    const [{ prove }, { challenge }] = await Promise.all([import('./proof'), asked.then((answer) => answer.json())]);
    return challenge && { challenge: challenge.text, proof: await prove(challenge.text, challenge.bits) };
  }

  /** Where the visitor is, if the widget may tell. */
  page() {
    const { config, keep } = this.talk;
    if (!config.captures_page) return;
    visit(keep);
    return page(keep);
  }

  /** Fetches the fifty messages before the first that is shown. */
  async earlier() {
    const { talk } = this;
    const [first] = talk.messages;
    if (!first || !talk.hasMore) return;
    try {
      const { data, has_more } = await (await this.call(`/messages?before=${first.id}&limit=50`)).json();
      talk.hasMore = has_more;
      for (const message of data) this.put(message);
      talk.changed();
    } catch (error) {
      this.fail(error as Problem);
    }
  }

  /** Nothing is lost if it fails: the visitor may press again. */
  async command(name: 'stop' | 'retry' | 'end') {
    try {
      const { conversation } = await (await this.call(`/${name}`, { method: 'POST' })).json();
      if (conversation) this.take('state', conversation);
    } catch (error) {
      this.fail(error as Problem);
    }
  }

  /** Ends this conversation and begins another; what the form said goes on being known. */
  async afresh() {
    const { talk } = this;
    if (!talk.token) return talk.leave();
    try {
      const json = { instead_of: talk.conversation?.id, page: this.page() };
      this.enter(await (await this.call('/conversations', { json })).json());
    } catch (error) {
      this.fail(error as Problem);
    }
  }

  async setVariables(variables: Variables) {
    await this.call('/variables', { json: { variables } }).catch((error) => this.fail(error));
  }

  async identify(identity: string) {
    try {
      this.enter(await (await this.call('/identify', { json: { identity } })).json());
    } catch (error) {
      this.fail(error as Problem);
    }
  }

  reset() {
    const { talk } = this;
    this.call('/session', { method: 'DELETE' }).catch(() => {});
    talk.keep.clear();
    this.silence();
    talk.leave();
  }

  /** Shows what the server has of this session, and listens on. */
  enter({ token, session, messages, has_more }: Opened) {
    const { talk } = this;
    if (token) talk.keep.set({ token });
    if (talk.conversation?.id != session.conversation.id) {
      talk.messages = [];
      talk.hasMore = !!has_more;
    }
    talk.session = session;
    talk.expired = talk.isCut = false;
    talk.draft = null;
    for (const message of messages) this.put(message);
    this.line.close();
    this.line.open();
    this.outbox.flush();
    talk.changed();
  }

  /** Takes in one message; the newest version of it stands. News is told. */
  put(message: Message, isNews = false) {
    const { messages, arrived } = this.talk;
    const at = messages.findIndex(({ id }) => id == message.id);
    if (at >= 0) messages[at] = message;
    else {
      messages.push(message);
      messages.sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.id < b.id ? -1 : 1));
    }
    if (message.client_id) this.outbox.done(message.client_id);
    if (isNews && at < 0) arrived(message);
  }

  /** What is to be done about a request that failed. */
  fail(problem: Problem) {
    const { talk } = this;
    const { status, title, detail } = problem;
    if (status == 401) this.expire();
    else if (status == 403 || status == 404) talk.refused(problem);
    if (status) talk.stage.emit('error', { status, title, detail });
    talk.changed();
  }

  /** The token is worth nothing any more. What is not sent is sent in a new session. */
  private expire() {
    const { talk } = this;
    if (!talk.token) return;
    this.silence();
    talk.keep.set({ token: undefined, seen: undefined });
    talk.expired = talk.messages.length > 0;
    talk.session = talk.draft = null;
    this.outbox.flush();
  }

  private silence() {
    clearTimeout(this.cut);
    this.line.close();
    this.talk.isCut = false;
  }

  private take(event: string, data: unknown) {
    const { talk } = this;
    if (event == 'message') {
      const message = data as Message;
      if (message.role == 'assistant') talk.draft = null;
      // The server repeats itself; what lies before the first that is shown comes when it is asked for.
      const [first] = talk.messages;
      if (!talk.hasMore || !first || Date.parse(message.at) >= Date.parse(first.at)) this.put(message, true);
    } else if (event == 'state' && talk.session) talk.session.conversation = data as Conversation;
    else if (event == 'delta') {
      const { turn, from, text } = data as Delta;
      const so = talk.draft?.turn == turn ? talk.draft.text : '';
      // A gap cannot be filled from here: the whole message follows.
      if (from <= so.length) talk.draft = { turn, text: so.slice(0, from) + text };
    }
    talk.changed();
  }

  private lineChanged(up: boolean) {
    const { talk } = this;
    clearTimeout(this.cut);
    if (up) {
      talk.isCut = false;
      this.outbox.flush();
      talk.changed();
    } else {
      // A stream that is back within a moment is nobody's business.
      this.cut = setTimeout(() => {
        talk.isCut = true;
        talk.changed();
      }, 1500);
    }
  }

  private newest(): Record<string, string> {
    const id = this.talk.messages.reduce((newest, { id }) => (id > newest ? id : newest), '');
    return id ? { 'last-event-id': id } : {};
  }
}
