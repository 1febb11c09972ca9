// A talk with an assistant that is a test: what was said, what is being said, and what it came to.
import { batch, computed, signal } from '@preact/signals';
import { readEvents } from '../../../shared/sse';
import { randomKey } from '../../../widget/random';
import { address } from '../../lib/address';
import { call, open, type Schemas } from '../../lib/api';
import { invalidate } from '../../lib/cache';
import { asProblem, Problem } from '../../lib/problem';
import { sum, type Call } from '../conversation/model';

export type Said = Omit<Schemas['SaidMessage'], 'function_calls'> & { function_calls: Call[] };
interface Begun {
  conversation_id: string;
  assistant: { id: string; name: string; provider: string };
  history: Said[];
}
export type Variables = Record<string, unknown>;

const messagesAt = (id: string) => address<{ data: Said[] }>('/api/v1/test-chat/sessions/{id}/messages', { id });

export class TestSession {
  readonly id = signal<string | null>(null);
  readonly history = signal<Said[]>([]);
  /** The words so far of the answer that is being given. */
  readonly draft = signal('');
  readonly state = signal<'idle' | 'answering' | 'stopping'>('idle');
  readonly problem = signal<Problem | undefined>(undefined);
  /** What was said and is not known to have arrived. */
  readonly unsent = signal<{ text: string; client_id: string } | null>(null);
  readonly totals = computed(() => totalsOf(this.history.value));
  /** Counts sessions: what an older one still hears is not for the newer. */
  private turn = 0;

  /** Begins anew; the session before stays on record. */
  reset() {
    this.turn++;
    batch(() => {
      this.id.value = null;
      this.history.value = [];
      this.draft.value = '';
      this.state.value = 'idle';
      this.problem.value = undefined;
      this.unsent.value = null;
    });
  }

  /** Takes up a session of before. */
  async resume(id: string): Promise<void> {
    const turn = ++this.turn;
    try {
      const { data } = await call<{ data: Said[] }>('GET', messagesAt(id));
      if (turn != this.turn) return;
      batch(() => {
        this.id.value = id;
        this.history.value = data;
      });
    } catch (thrown) {
      if (turn == this.turn) this.problem.value = asProblem(thrown);
    }
  }

  private async begin(assistant_id: string, variables: Variables): Promise<string> {
    const begun = await call<Begun>('POST', '/api/v1/test-chat/sessions', { assistant_id, variables });
    this.id.value = begun.conversation_id;
    this.history.value = begun.history;
    return begun.conversation_id;
  }

  /** Says something and hears the answer; begins a session where there is none. */
  async say(text: string, assistant: string, variables: Variables, client_id = randomKey()): Promise<void> {
    const turn = this.turn;
    const here = () => turn == this.turn;
    batch(() => {
      this.problem.value = undefined;
      this.state.value = 'answering';
      this.draft.value = '';
      this.unsent.value = { text, client_id };
    });
    try {
      const id = this.id.peek() ?? (await this.begin(assistant, variables));
      if (!here()) return;
      const response = await open(messagesAt(id), {
        method: 'POST',
        headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
        body: JSON.stringify({ message: text, client_id }),
      });
      let whole = false;
      if (response.body)
        await readEvents(
          response.body,
          ({ event, data }) => {
            if (here()) whole = this.hear(event, data) || whole;
          },
          () => {},
        );
      // The stream broke before the end: what was said is on record all the same.
      if (!whole && here()) await this.catchUp(id);
    } catch (thrown) {
      if (here()) this.problem.value = asProblem(thrown);
    } finally {
      if (here()) {
        batch(() => {
          this.state.value = 'idle';
          this.draft.value = '';
        });
        const id = this.id.peek();
        if (id) {
          invalidate(`/api/v1/conversations/${id}`);
          // What is extracted from the words comes a little later.
          for (const ms of [2500, 8000]) setTimeout(() => invalidate(`/api/v1/conversations/${id}`), ms);
        }
      }
    }
  }

  /** True at the end of the answer. */
  private hear(event: string, data: string): boolean {
    const told = JSON.parse(data) as {
      message?: Said;
      text?: string;
      answer?: Said | null;
      title?: string;
      detail?: string;
      status?: number;
    };
    if (event == 'delta') this.draft.value += told.text ?? '';
    else if (told.message) {
      const message = told.message;
      batch(() => {
        if (event == 'message') this.unsent.value = null;
        // The words before a call of a tool belong to it.
        else this.draft.value = '';
        this.add(message);
      });
    } else if (event == 'done' || event == 'error') {
      const answer = told.answer;
      batch(() => {
        this.draft.value = '';
        if (answer) this.add(answer);
        if (told.status) this.problem.value = new Problem(told.status, told.title ?? '', told.detail ?? '');
        else if (!answer && event == 'done')
          this.problem.value = new Problem(0, 'No answer', 'The assistant is switched off, so nobody answers.');
      });
      return true;
    }
    return false;
  }

  private add(message: Said) {
    const rest = this.history.peek().filter(({ id }) => id != message.id);
    this.history.value = [...rest, message];
  }

  private async catchUp(id: string) {
    const { data } = await call<{ data: Said[] }>('GET', messagesAt(id));
    this.history.value = data;
    if (data.at(-1)?.role == 'user')
      this.problem.value = new Problem(
        0,
        'Broken off',
        'The connection broke before the answer was whole. Try again: nothing is said twice.',
      );
    else this.unsent.value = null;
  }

  async stop() {
    const id = this.id.peek();
    if (!id || this.state.peek() != 'answering') return;
    this.state.value = 'stopping';
    try {
      await call('POST', address('/api/v1/test-chat/sessions/{id}/stop', { id }));
    } catch (thrown) {
      this.problem.value = asProblem(thrown);
    }
  }
}

export interface Totals {
  answers: number;
  input: number;
  output: number;
  cached: number;
  reasoning: number;
  cost: number | null;
  unpriced: boolean;
  /** Milliseconds of all answers. */
  took: number;
  tools: number;
  errors: number;
}

export function totalsOf(history: readonly Said[]): Totals {
  const answers = history.filter(
    ({ role, usage, duration_ms }) => role == 'assistant' && (usage.total_tokens > 0 || duration_ms != null),
  );
  const add = (of: (said: Said) => number) => answers.reduce((total, said) => total + of(said), 0);
  const calls = history.flatMap(({ function_calls }) => function_calls);
  return {
    answers: answers.length,
    input: add(({ usage }) => usage.input_tokens),
    output: add(({ usage }) => usage.output_tokens),
    cached: add(({ usage }) => usage.cache_read_tokens),
    reasoning: add(({ usage }) => usage.reasoning_tokens),
    cost: sum(answers.map(({ cost }) => cost)),
    unpriced: answers.some(({ cost, usage }) => cost == null && usage.total_tokens > 0),
    took: add(({ duration_ms }) => duration_ms ?? 0),
    tools: calls.length,
    errors: history.filter(({ error }) => !!error).length + calls.filter(({ error }) => !!error).length,
  };
}
