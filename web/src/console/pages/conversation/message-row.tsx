// One message in the transcript: bubble, what came with it, and a line of facts below.
import type { ComponentChildren } from 'preact';
import { clockTime, bothTimes, duration } from '../../lib/time';
import { Money } from '../../parts/money';
import { Json } from '../../parts/json';
import { inLetters, Unfiltered } from '../../parts/redacted';
import { Body } from './body';
import { Calls } from './calls';
import { Files } from './media';
import { failed, isAnswer, isUnknown, speaker, type Conversation, type Message } from './model';
import { Thumbs } from './thumbs';

interface Props {
  message: Message;
  conversation: Conversation;
  follows: boolean;
  chosen: boolean;
  /** As written, without markdown. */
  raw: boolean;
  talkOnly: boolean;
  onChoose: (id: string) => void;
  quoted: Message | undefined;
}

export function MessageRow({ message, conversation, follows, chosen, raw, talkOnly, onChoose, quoted }: Props) {
  const { id, role, content, kind, attachments, function_calls, error, revoked, edited } = message;
  const side = role == 'user' ? 'user' : role == 'assistant' || role == 'operator' ? role : 'aside';
  const who = speaker(message, conversation);
  const wrong = failed(message);
  return (
    <article
      id={`m-${id}`}
      class={`message from-${side}${chosen ? ' chosen' : ''}${wrong ? ' wrong' : ''}${follows ? ' follows' : ''}`}
      aria-label={`${who}, ${clockTime(message.created_at)}`}
      aria-current={chosen ? 'true' : undefined}
      onClick={(event) => {
        // A press on what does something itself, or the end of a selection, is no choice.
        if ((event.target as Element).closest('a, button, summary, input, dialog, audio, video')) return;
        if (getSelection()?.toString()) return;
        onChoose(id);
      }}
    >
      {!follows && <p class="speaker">{who}</p>}
      {(content || attachments.length > 0 || isUnknown(message) || (!function_calls.length && !error)) && (
        <div class={`bubble${revoked ? ' revoked' : ''}`}>
          {quoted && (
            <blockquote class="quoted" dir="auto">
              <Unfiltered text={quoted.content.slice(0, 140) || `(${quoted.kind})`} />
            </blockquote>
          )}
          {content ? <Body text={content} raw={raw} /> : null}
          {attachments.length > 0 && <Files files={attachments} />}
          {isUnknown(message) ? (
            <div class="unknown">
              <p class="muted">
                Content of kind <code dir="ltr">{kind}</code>, shown as it was recorded
              </p>
              <Json value={message.raw ?? null} name={`Content of kind ${kind}`} />
            </div>
          ) : (
            !content && !attachments.length && !function_calls.length && !error && <Empty kind={kind} />
          )}
        </div>
      )}
      {!talkOnly && function_calls.length > 0 && <Calls calls={function_calls} />}
      {error && (
        <p class="went-wrong">
          <b>Failed.</b> <Unfiltered text={error} />
        </p>
      )}
      {message.reactions.length > 0 && (
        <p class="reactions">
          {message.reactions.map(({ emoji, by, at }) => (
            <span key={by + at} title={`${by}, ${bothTimes(at)}`}>
              {emoji}
              <span class="visually-hidden"> by {by}</span>
            </span>
          ))}
        </p>
      )}
      <Facts message={message} currency={conversation.cost.currency} onChoose={onChoose}>
        {revoked && <span title={message.revoked_at ? bothTimes(message.revoked_at) : undefined}>taken back</span>}
        {edited && (
          <span
            title={message.original_content ? inLetters(`First: ${message.original_content.slice(0, 300)}`) : undefined}
          >
            edited
          </span>
        )}
        {isAnswer(message) && <Thumbs conversation={conversation.id} message={id} />}
      </Facts>
    </article>
  );
}

const SILENT: Record<string, string> = {
  stopped: 'Stopped before the first word',
  wordless: 'The words of this answer were not recorded',
};
const Empty = ({ kind }: { kind: string }) => <p class="muted">{SILENT[kind] ?? 'Nothing was said'}</p>;

function Facts({
  message,
  currency,
  onChoose,
  children,
}: {
  message: Message;
  currency: string;
  onChoose: (id: string) => void;
  children: ComponentChildren;
}) {
  const { id, created_at, raw, cost, channel_cost, usage } = message;
  const took = raw?.duration_ms;
  return (
    <p class="message-facts">
      <a
        href={`#m-${id}`}
        title={`${bothTimes(created_at)}\nDetails of this message`}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          onChoose(id);
        }}
      >
        <time dateTime={created_at}>{clockTime(created_at)}</time>
        <span class="visually-hidden"> details</span>
      </a>
      <Ticks message={message} />
      {took != null && <span title="How long the answer took">{duration(took)}</span>}
      {(cost != null || usage.total_tokens > 0) && <Money amount={cost} currency={currency} />}
      {channel_cost != null && channel_cost > 0 && (
        <span title="What the channel charged">
          + <Money amount={channel_cost} currency={currency} />
        </span>
      )}
      {children}
    </p>
  );
}

const TICKS: Record<string, [string, string]> = {
  queued: ['◷', 'Waiting to be sent'],
  sent: ['✓', 'Sent'],
  delivered: ['✓✓', 'Delivered'],
  read: ['✓✓', 'Read'],
  played: ['✓✓', 'Played'],
  failed: ['!', 'Not delivered'],
};

function Ticks({ message: { status, status_at } }: { message: Message }) {
  if (!status) return null;
  const [sign, words] = TICKS[status] ?? ['', status];
  return (
    <span class={`ticks ${status}`} title={status_at ? `${words}\n${bothTimes(status_at)}` : words}>
      <span aria-hidden="true">{sign} </span>
      {words}
    </span>
  );
}
