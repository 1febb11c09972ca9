// A row of the transcript, drawn anew only when something of it is another.
import { FEW } from './calls';
import { bothTimes, day, fullTime } from '../../lib/time';
import { Markdown } from '../../parts/markdown';
import { memo } from '../../parts/memo';
import { RelativeTime } from '../../parts/relative-time';
import { MessageRow } from './message-row';
import type { Conversation, Message } from './model';
import type { Row } from './rows';

interface Props {
  row: Row;
  conversation: Conversation;
  chosen: boolean;
  raw: boolean;
  talkOnly: boolean;
  onChoose: (id: string) => void;
  quoted: Message | undefined;
}

export const RowView = memo(function RowView({ row, ...rest }: Props) {
  if (row.kind == 'message') return <MessageRow message={row.message} follows={row.follows} {...rest} />;
  if (row.kind == 'day')
    return (
      <p class="day">
        <span title={bothTimes(row.at)}>
          {day(row.at)} <span class="muted">{fullTime(row.at).split(' ').at(-1)}</span>
        </span>
      </p>
    );
  return (
    <div class="note">
      <p class="speaker">
        {row.note.author} <span class="muted">commented</span> <RelativeTime at={row.note.created_at} />
      </p>
      <Markdown text={row.note.text} />
    </div>
  );
});

/** Pixels that a row will take, before it is drawn. */
export function estimate(row: Row): number {
  if (row.kind == 'day') return 40;
  if (row.kind == 'note') return 76;
  const { content, function_calls, attachments } = row.message;
  const lines = Math.min(20, Math.ceil(content.length / 62) + content.split('\n', 20).length - 1);
  return 44 + (row.follows ? 0 : 22) + lines * 23 + Math.min(FEW, function_calls.length) * 40 + attachments.length * 64;
}

/** An answer that is being given. */
export function Draft({ text, conversation }: { text: string; conversation: Conversation }) {
  if (!text) return null;
  return (
    <article class="message from-assistant draft" aria-label="Answer under way">
      <p class="speaker">{conversation.assistant_name ?? 'Assistant'}</p>
      <div class="bubble">
        <Markdown text={text} growing />
      </div>
      <p class="message-facts">Answering…</p>
    </article>
  );
}
