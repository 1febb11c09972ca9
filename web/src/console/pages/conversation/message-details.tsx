// What stands behind one message: its calls of models and tools, times, tokens, cost, and what went wrong.
import { number } from '../../lib/format';
import { bothTimes, duration, fullTime } from '../../lib/time';
import { tracesOf } from '../../lib/traces';
import { Button } from '../../parts/button';
import { CopyButton } from '../../parts/copy';
import { Icon } from '../../parts/icon';
import { Json } from '../../parts/json';
import { Money } from '../../parts/money';
import { Unfiltered } from '../../parts/redacted';
import { Calls } from './calls';
import { isAnswer, speaker, type Conversation, type Message } from './model';
import { Facts, Section } from './section';
import { place, spansOf, turnOf, waited } from './turn';

interface Props {
  message: Message;
  conversation: Conversation;
  messages: readonly Message[];
  onChoose: (id: string | null) => void;
  onTrace: () => void;
}

const linkTo = (id: string) => `${location.origin}${location.pathname}${location.search}#m-${id}`;

export function MessageDetails({ message, conversation, messages, onChoose, onTrace }: Props) {
  const { currency } = conversation.cost;
  const { usage, raw, error, model } = message;
  const answer = isAnswer(message);
  const late = Date.parse(message.received_at) - Date.parse(message.created_at);
  return (
    <Section
      title={`Message of ${speaker(message, conversation)}`}
      act={
        <span class="side-acts">
          <CopyButton text={() => linkTo(message.id)} label="Copy link to this message (C)" />
          <button
            type="button"
            class="icon-button"
            aria-label="Close the message's details"
            onClick={() => onChoose(null)}
          >
            <Icon name="close" />
          </button>
        </span>
      }
    >
      {error && (
        <p class="went-wrong" role="note">
          <b>Failed.</b> <Unfiltered text={error} />
        </p>
      )}
      {tracesOf(conversation).span_count > 0 && (
        <p>
          <Button small onClick={onTrace}>
            Trace of this turn (T)
          </Button>
        </p>
      )}
      <Turn message={message} messages={messages} onChoose={onChoose} />
      <Facts
        of={[
          ['Model', model && <code dir="ltr">{model}</code>],
          ['Version', raw?.assistant_version != null ? `Version ${raw.assistant_version} of the assistant` : null],
          ['Answered in', raw?.duration_ms != null ? duration(raw.duration_ms) : null],
          ['First words after', raw?.first_text_ms != null ? duration(raw.first_text_ms) : null],
          ['Ended by', raw?.finish_reason],
          [
            'Input tokens',
            usage.total_tokens > 0 && (
              <>
                {number(usage.input_tokens)}
                {usage.cache_read_tokens > 0 && (
                  <span class="muted"> · {number(usage.cache_read_tokens)} from cache</span>
                )}
                {usage.cache_write_tokens > 0 && (
                  <span class="muted"> · {number(usage.cache_write_tokens)} to cache</span>
                )}
              </>
            ),
          ],
          [
            'Output tokens',
            usage.total_tokens > 0 && (
              <>
                {number(usage.output_tokens)}
                {usage.reasoning_tokens > 0 && <span class="muted"> · {number(usage.reasoning_tokens)} reasoning</span>}
              </>
            ),
          ],
          [
            'Cost',
            answer ? (
              message.cost == null ? (
                'Price unknown'
              ) : (
                <Money amount={message.cost} currency={currency} />
              )
            ) : null,
          ],
          [
            'Channel',
            message.channel_cost != null ? <Money amount={message.channel_cost} currency={currency} /> : null,
          ],
          ['Said', <span title={bothTimes(message.created_at)}>{fullTime(message.created_at)}</span>],
          ['Arrived', Math.abs(late) > 5000 ? `${fullTime(message.received_at)}` : null],
          [
            'Delivery',
            message.status && `${message.status}${message.status_at ? `, ${fullTime(message.status_at)}` : ''}`,
          ],
          ['Kind', message.kind == 'text' ? null : message.kind],
          ['Edited', message.edited_at ? fullTime(message.edited_at) : null],
          ['First said', message.original_content && <Unfiltered text={message.original_content} />],
          ['Platform’s id', message.external_id && <code dir="ltr">{message.external_id}</code>],
        ]}
      />
      {message.function_calls.length > 0 && <Calls calls={message.function_calls} open />}
      {raw && (
        <details class="unfold">
          <summary>Everything on record</summary>
          <Json value={raw} name="Everything on record" />
        </details>
      )}
    </Section>
  );
}

function Turn({ message, messages, onChoose }: Pick<Props, 'message' | 'messages' | 'onChoose'>) {
  const turn = turnOf(messages, message.id);
  const spans = spansOf(turn);
  if (!spans.length) return null;
  const wait = waited(turn);
  const measured = spans.some(({ length }) => length != null);
  return (
    <div class="turn">
      <p class="muted">{wait == null ? 'This turn' : `This turn: the customer waited ${duration(wait)}`}</p>
      <ol class="spans">
        {spans.map((span) => {
          const { start, length } = place(span, spans);
          return (
            <li key={span.key} class={`span ${span.failed ? 'error' : span.kind}`}>
              <button
                type="button"
                aria-current={span.message.id == message.id ? 'true' : undefined}
                onClick={() => onChoose(span.message.id)}
                title={span.error ?? undefined}
              >
                <span class="span-name">
                  <span class="span-kind">{span.kind == 'llm' ? 'Model' : 'Tool'}</span>{' '}
                  <span dir="ltr">{span.name}</span>
                </span>
                <span class="span-time">
                  {[span.failed && 'failed', span.length != null && duration(span.length)].filter(Boolean).join(' in ')}
                </span>
                {measured && (
                  <span class="span-scale" aria-hidden="true">
                    <i
                      style={{
                        insetInlineStart: `${(start * 100).toFixed(2)}%`,
                        inlineSize: `max(3px, ${(length * 100).toFixed(2)}%)`,
                      }}
                    />
                  </span>
                )}
              </button>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
