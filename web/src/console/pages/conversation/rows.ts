// The rows of a transcript: messages in their order, with the days between them and the comments at their times.
import { isoDay } from '../../lib/time';
import type { Message, Note } from './model';

export type Row =
  | { key: string; kind: 'day'; at: string }
  | { key: string; kind: 'message'; message: Message; follows: boolean }
  | { key: string; kind: 'note'; note: Note };

/** Within this time a speaker's next message stands closer to the one before. */
const TOGETHER = 3 * 60_000;
const QUARTER = 15 * 60_000;

interface Options {
  /** Without tools, comments and what the system says. */
  talkOnly: boolean;
  notes: Note[];
  /** Whether the first message is the conversation's first: earlier comments then stand before it. */
  fromStart: boolean;
}

const talks = ({ role, kind, content, attachments, error }: Message) =>
  role != 'tool' && role != 'system' && (kind != 'tool_calls' || !!content || attachments.length > 0 || !!error);

export function rowsOf(messages: readonly Message[], { talkOnly, notes, fromStart }: Options): Row[] {
  const rows: Row[] = [];
  let day = '';
  let before: Message | undefined;
  const first = messages[0] ? Date.parse(messages[0].created_at) : 0;
  const waiting = talkOnly ? [] : notes.filter((note) => fromStart || Date.parse(note.created_at) >= first);
  let next = 0;
  let quarter = NaN;
  const date = (at: string, time: number) => {
    // Every zone is whole quarters of an hour away: within one the day does not change, and asking for it takes long.
    if (Math.floor(time / QUARTER) == quarter) return;
    quarter = Math.floor(time / QUARTER);
    const of = isoDay(at);
    if (of == day) return;
    day = of;
    before = undefined;
    // Messages may be out of the order of days where clocks differ; a key is there once all the same.
    rows.push({ key: `day-${of}-${rows.length}`, kind: 'day', at });
  };
  const notesUntil = (time: number) => {
    for (let note = waiting[next]; note && Date.parse(note.created_at) < time; note = waiting[++next]) {
      date(note.created_at, Date.parse(note.created_at));
      rows.push({ key: `note-${note.id}`, kind: 'note', note });
      before = undefined;
    }
  };
  for (const message of messages) {
    if (talkOnly && !talks(message)) continue;
    const at = Date.parse(message.created_at);
    notesUntil(at);
    date(message.created_at, at);
    const follows =
      before?.role == message.role && before.author == message.author && at - Date.parse(before.created_at) < TOGETHER;
    rows.push({ key: message.id, kind: 'message', message, follows });
    before = message;
  }
  notesUntil(Infinity);
  return rows;
}
