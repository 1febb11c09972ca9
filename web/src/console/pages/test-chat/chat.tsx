// One talk of the test chat: what was said, with the tools between, and what it came to.
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Schemas } from '../../lib/api';
import { many, number } from '../../lib/format';
import { bothTimes, clockTime, duration } from '../../lib/time';
import { Badge } from '../../parts/badge';
import { Button } from '../../parts/button';
import { ErrorBox } from '../../parts/error-box';
import { Markdown } from '../../parts/markdown';
import { Money } from '../../parts/money';
import { Body } from '../conversation/body';
import { Calls } from '../conversation/calls';
import { fill } from './preset';
import type { Said, TestSession, Totals, Variables } from './session';

interface Props {
  session: TestSession;
  assistant: Schemas['Assistant'] | undefined;
  variables: Variables;
  currency: string;
  onRepeat: () => void;
  onReplay: (said: Said) => void;
}

export function Chat({ session, assistant, variables, currency, onRepeat, onReplay }: Props) {
  const log = useRef<HTMLDivElement>(null);
  const stuck = useRef(true);
  const history = session.history.value;
  const draft = session.draft.value;
  const id = session.id.value;
  const problem = session.problem.value;
  const unsent = session.unsent.value;
  const busy = session.state.value != 'idle';
  const welcome = !id && assistant?.welcome_text ? fill(assistant.welcome_text, variables) : '';
  useLayoutEffect(() => {
    if (stuck.current && log.current) log.current.scrollTop = log.current.scrollHeight;
  }, [history, draft, problem, unsent]);
  const name = assistant?.name ?? 'Assistant';
  return (
    <section class="test-talk" aria-label={`Talk with ${name}`}>
      <header class="test-head">
        <h2 dir="auto">{name}</h2>
        <Badge type="test" />
        {assistant && (
          <span class="muted">
            version {assistant.version} · {assistant.model ?? assistant.provider}
          </span>
        )}
        {id && <a href={`/conversations/${id}`}>Its conversation</a>}
      </header>
      <div
        class="test-log"
        ref={log}
        tabIndex={0}
        role="log"
        aria-label={`What was said with ${name}`}
        aria-live="off"
        onScroll={(event) => {
          const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
          stuck.current = scrollHeight - scrollTop - clientHeight < 48;
        }}
      >
        {!history.length && !welcome && !unsent && (
          <p class="talk-edge muted">Say something: the session begins with your first message.</p>
        )}
        {welcome && (
          <article class="message from-assistant" aria-label={name}>
            <div class="bubble">
              <Markdown text={welcome} />
            </div>
          </article>
        )}
        {history.map((said) => (
          <One key={said.id} said={said} currency={currency} onReplay={busy ? undefined : onReplay} />
        ))}
        {unsent && (
          <article class="message from-user" aria-label="You">
            <div class="bubble">
              <Body text={unsent.text} />
            </div>
            <p class="message-facts">{busy ? 'Sending…' : 'Not sent'}</p>
          </article>
        )}
        {busy && !unsent && (
          <article class="message from-assistant draft" aria-label={`${name} answers`}>
            {draft ? (
              <div class="bubble">
                <Markdown text={draft} growing />
              </div>
            ) : null}
            <p class="message-facts">
              {session.state.value == 'stopping' ? 'Stopping…' : draft ? 'Answering…' : 'Thinking…'}
            </p>
          </article>
        )}
        {problem && <ErrorBox problem={problem} retry={unsent ? onRepeat : undefined} />}
      </div>
      {/* The finished answer, once, for those who hear it. */}
      <p class="visually-hidden" role="status">
        {!busy && history.at(-1)?.role == 'assistant' ? history.at(-1)?.content.slice(0, 2000) : ''}
      </p>
      <Sums totals={session.totals.value} currency={currency} />
    </section>
  );
}

function One({
  said,
  currency,
  onReplay,
}: {
  said: Said;
  currency: string;
  onReplay: ((said: Said) => void) | undefined;
}) {
  const {
    role,
    content,
    function_calls,
    error,
    usage,
    cost,
    duration_ms,
    finish_reason,
    assistant_version,
    created_at,
  } = said;
  const mine = role == 'user';
  return (
    <article
      class={`message from-${mine ? 'user' : 'assistant'}${error ? ' wrong' : ''}`}
      aria-label={mine ? 'You' : 'Assistant'}
    >
      {content && (
        <div class="bubble">
          <Body text={content} />
        </div>
      )}
      {function_calls.length > 0 && <Calls calls={function_calls} open />}
      {error && (
        <p class="went-wrong">
          <b>The assistant failed.</b> {inWords(error)}
        </p>
      )}
      <p class="message-facts">
        <time dateTime={created_at} title={bothTimes(created_at)}>
          {clockTime(created_at)}
        </time>
        {duration_ms != null && <span>{duration(duration_ms)}</span>}
        {usage.total_tokens > 0 && (
          <span>
            {number(usage.input_tokens)} in, {number(usage.output_tokens)} out
          </span>
        )}
        {(cost != null || usage.total_tokens > 0) && <Money amount={cost} currency={currency} />}
        {finish_reason && !['stop', 'tool_calls', 'end_turn'].includes(finish_reason) && (
          <span>{finish_reason == 'stopped' ? 'stopped by you' : finish_reason}</span>
        )}
        {assistant_version != null && <span title="Version of the assistant">v{assistant_version}</span>}
        {mine && onReplay && (
          <Button
            small
            tone="quiet"
            title="A new session in which all of yours up to here is said again"
            onClick={() => onReplay(said)}
          >
            Replay to here
          </Button>
        )}
      </p>
    </article>
  );
}

const KINDS: Record<string, string> = {
  timeout: 'It took too long',
  key_refused: 'The provider refused the key',
  unreachable: 'The provider cannot be reached',
  rate_limited: 'The provider wants fewer requests',
  overloaded: 'The provider is overloaded',
  refused: 'The provider refused the request',
  too_long: 'The conversation is too long for the model',
};

/** The kind of a failure comes first, as a word for programs; then the provider's own message. */
export function inWords(error: string): string {
  const [, kind, rest] = /^([a-z_]+): ?(.*)$/s.exec(error) ?? [];
  if (!kind) return error;
  const words = KINDS[kind] ?? kind.replaceAll('_', ' ').replace(/^./, (letter) => letter.toUpperCase());
  return rest ? `${words}: ${rest}` : `${words}.`;
}

function Sums({ totals, currency }: { totals: Totals; currency: string }) {
  const { answers, input, output, cached, reasoning, cost, unpriced, took, tools, errors } = totals;
  return (
    <footer class="test-sums">
      <span>{many(answers, 'answer')}</span>
      <span>
        {number(input)} in{cached > 0 && ` (${number(cached)} cached)`}, {number(output)} out
        {reasoning > 0 && ` (${number(reasoning)} reasoning)`}
      </span>
      <span>{unpriced && cost == null ? 'price unknown' : <Money amount={cost ?? 0} currency={currency} />}</span>
      {answers > 0 && <span>{duration(took / answers)} each</span>}
      {tools > 0 && <span>{many(tools, 'tool call')}</span>}
      {errors > 0 && <span class="wrong-text">{many(errors, 'error')}</span>}
    </footer>
  );
}
