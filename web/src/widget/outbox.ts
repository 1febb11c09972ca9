// What the visitor has written and the server has not acknowledged: sent in order, once, whenever that is possible.
import { backoff } from '../shared/backoff';
import { Problem } from './call';
import type { Pending } from './keep';
import { randomKey } from './random';
import type { Live } from './live';
import type { Talk } from './talk';

export class Outbox {
  private isSending = false;
  private attempt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly live: Live,
    private readonly talk: Talk,
  ) {
    addEventListener('online', () => this.again(), { signal: talk.signal });
  }

  /** The server has it. */
  done(id: string) {
    const { keep } = this.talk;
    const { outbox } = keep.get();
    if (outbox?.some(({ client_id }) => client_id == id))
      keep.set({ outbox: outbox.filter(({ client_id }) => client_id != id) });
  }

  /** Sends a refused message once more, as a new one, or drops it. */
  settle(id: string, again: boolean) {
    const refused = this.talk.pending.find(({ client_id }) => client_id == id);
    this.done(id);
    if (refused && again) this.talk.send(refused.text, { modality: refused.modality, files: refused.files });
    this.talk.changed();
  }

  /** Sends all that may be sent now. Safe to call at any time. */
  flush() {
    const { talk } = this;
    if (talk.needsConsent || talk.questions.length) return;
    if (talk.held.length) {
      talk.keep.set({ outbox: talk.pending });
      talk.held = [];
    }
    if (!this.isSending && !this.timer && navigator.onLine) void this.run();
  }

  private async run() {
    const { talk, live } = this;
    this.isSending = true;
    try {
      while (!talk.signal.aborted) {
        const { token, start, outbox = [] } = talk.keep.get();
        const next = outbox.find(({ refused }) => refused == null);
        if (!token && start) await live.mint();
        else if (!next || talk.questions.length) break;
        else if (!token) talk.begin();
        else if (!talk.session) break;
        else await this.post(next);
        talk.until = 0;
        talk.isStuck = false;
      }
    } catch (error) {
      this.failed(error as Problem);
    } finally {
      this.isSending = false;
      talk.changed();
    }
  }

  private async post({ client_id, text, modality, files }: Pending) {
    const { talk, live } = this;
    try {
      const json = { client_id, text, modality, files: files && (await this.upload(client_id)) };
      const { message } = await (await live.call('/messages', { json })).json();
      live.put(message, true);
      this.attempt = 0;
    } catch (error) {
      const problem = error as Problem;
      if (problem.passes || [401, 403, 404].includes(problem.status)) throw error;
      this.refuse(problem, client_id);
      live.fail(problem);
    }
    talk.changed();
  }

  /** The server's ids of a message's files, which go before it. */
  private async upload(id: string) {
    const { send } = await import('./files').catch((error) => {
      throw new Problem(0, 'No connection', `${error}`, [], null);
    });
    return send(this.talk, id);
  }

  /** Leaves it to the visitor: one message, or all where no session can begin. */
  private refuse(problem: Problem, id?: string) {
    const refused = problem.errors[0]?.message ?? problem.detail;
    const { outbox = [] } = this.talk.keep.get();
    this.talk.keep.set({
      outbox: outbox.map((pending) => (!id || pending.client_id == id ? { ...pending, refused } : pending)),
    });
  }

  private failed(problem: Problem) {
    const { talk, live } = this;
    // An old token costs one more round; a server that never takes a token is not asked without end.
    if (problem.passes || problem.status == 401) {
      talk.isStuck = problem.passes;
      const wait = problem.after == null ? backoff(this.attempt++, Math.random()) : problem.after * 1000 + 200;
      talk.until = problem.status == 429 ? Date.now() + wait : 0;
      this.timer = setTimeout(() => this.again(), wait);
    } else if (problem.status == 422) {
      // Only beginning a session comes here. A key or a proof that is too old is made anew; else it is the visitor's
      // turn, with the form, or without the identity that the server does not believe.
      const { start } = talk.keep.get();
      const fields = problem.errors.map(({ field }) => field);
      if (start && fields.every((field) => field == 'key' || field == 'proof')) {
        talk.keep.set({ start: { ...start, key: randomKey() } });
        this.timer = setTimeout(() => this.again(), backoff(this.attempt++, Math.random()));
        return;
      }
      talk.faults = Object.fromEntries(
        problem.errors.map(({ field, message }) => [field.replace(/^form\./, ''), message]),
      );
      talk.keep.set({ start: undefined });
      talk.identity = undefined;
      if (!talk.questions.length) this.refuse(problem);
    }
    live.fail(problem);
  }

  private again() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.talk.until = 0;
    this.flush();
    this.talk.changed();
  }
}
