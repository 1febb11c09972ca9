// The live connection: one stream of events for as long as somebody may be looking, opened again whenever it breaks.
import { backoff } from '../shared/backoff';
import { readEvents, type ServerEvent } from '../shared/sse';
import { Problem } from './call';

/** The server says something every 15 seconds; after this long without a word the line is dead. */
const SILENCE = 40_000;
/** A hidden page gives its connection back after this long: browsers allow six to a host, and tabs are forgotten. */
const HIDDEN = 120_000;

export interface Wires {
  /** Asks for the events; throws a Problem. */
  connect(signal: AbortSignal): Promise<Response>;
  on(event: ServerEvent): void;
  /** Told of each change: whether the stream is open. */
  state(up: boolean): void;
  /** Asked when the server refuses for good (401, 403, 404). The line is closed then. */
  refused(problem: Problem): void;
  /** Whether an answer is on its way that a hidden page should wait for. */
  busy(): boolean;
}

export class Line {
  private round: AbortController | undefined;
  private wake: (() => void) | undefined;
  private hidden: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly wires: Wires,
    signal: AbortSignal,
  ) {
    addEventListener('online', () => this.wake?.(), { signal });
    addEventListener('offline', () => this.round && this.restart(), { signal });
    document.addEventListener('visibilitychange', () => this.turned(), { signal });
    signal.addEventListener('abort', () => this.close());
  }

  get isOpen(): boolean {
    return !!this.round;
  }

  /** Opens the line; one that is open stays. */
  open() {
    if (!this.round) void this.run((this.round = new AbortController()));
  }

  close() {
    this.round?.abort();
    this.round = undefined;
    this.wake?.();
  }

  private restart() {
    this.close();
    this.open();
  }

  private turned() {
    clearTimeout(this.hidden);
    if (!document.hidden) {
      if (this.hidden && !this.round) this.open();
      this.hidden = undefined;
      this.wake?.();
    } else if (this.round) {
      const leave = () => {
        if (this.wires.busy()) this.hidden = setTimeout(leave, HIDDEN);
        else this.close();
      };
      this.hidden = setTimeout(leave, HIDDEN);
    }
  }

  private async run(round: AbortController) {
    for (let attempt = 0; !round.signal.aborted; attempt++) {
      let after: number | null = null;
      let opened = Infinity;
      const silence = new AbortController();
      let timer = setTimeout(() => silence.abort(), SILENCE);
      const alive = () => {
        clearTimeout(timer);
        timer = setTimeout(() => silence.abort(), SILENCE);
      };
      try {
        const response = await this.wires.connect(AbortSignal.any([round.signal, silence.signal]));
        if (round.signal.aborted) break;
        opened = performance.now();
        this.wires.state(true);
        if (response.body)
          await readEvents(response.body, (event) => round.signal.aborted || this.wires.on(event), alive);
      } catch (error) {
        if (error instanceof Problem && !error.passes && !round.signal.aborted) {
          this.round = undefined;
          this.wires.refused(error);
          return;
        }
        if (error instanceof Problem) after = error.after;
      } finally {
        clearTimeout(timer);
      }
      if (round.signal.aborted) break;
      this.wires.state(false);
      // One that lived was no failed try; one that is cut at once, again and again, is.
      if (performance.now() - opened > 5000) attempt = 0;
      await this.pause(after == null ? backoff(attempt, Math.random()) : (after + Math.random()) * 1000);
    }
  }

  /** Ends early when the network or the reader comes back. */
  private pause(milliseconds: number): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(done, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }
}
