// One conversation as a file: all of the record as JSON, or what was said as text.
import { at, address } from '../../lib/address';
import { call } from '../../lib/api';
import { saveAs } from './media';
import { personName, speaker, type Conversation, type Message, type Note } from './model';

export type Format = 'json' | 'text';

/** As one would write it down; times are UTC, as in every export. */
export function asText(conversation: Conversation, messages: readonly Message[]): string {
  const head = [
    `Conversation ${conversation.id}`,
    `With ${personName(conversation)}, ${conversation.badge.label}, begun ${conversation.started_at}`,
    '',
  ];
  const said = messages.map((message) => {
    const files = message.attachments.map(({ name, kind }) => `[${kind ?? 'file'}: ${name ?? 'unnamed'}]`);
    const calls = message.function_calls.map(
      (one) =>
        `[tool ${one.name}(${JSON.stringify(one.arguments ?? null)}) → ${one.error ?? JSON.stringify(one.result ?? null)}]`,
    );
    const error = message.error ? [`[failed: ${message.error}]`] : [];
    const words = [message.content, ...files, ...calls, ...error].filter(Boolean).join('\n');
    return `${message.created_at} ${speaker(message, conversation)}:\n${words || `[${message.kind}]`}\n`;
  });
  return [...head, ...said].join('\n');
}

export async function exportAs(format: Format, conversation: Conversation, messages: readonly Message[]) {
  const { id } = conversation;
  let text: string;
  if (format == 'text') text = asText(conversation, messages);
  else {
    const [variables, scores, notes] = await Promise.all([
      call('GET', at('/api/v1/conversations/{id}/variables', { id })),
      call<{ data: unknown[] }>('GET', at('/api/v1/conversations/{id}/scores', { id })),
      allNotes(id),
    ]);
    text = JSON.stringify({ ...conversation, variables, scores: scores.data, notes, messages }, null, 2);
  }
  const type = format == 'json' ? 'application/json' : 'text/plain;charset=utf-8';
  const url = URL.createObjectURL(new Blob([text], { type }));
  saveAs(url, `conversation-${id}.${format == 'json' ? 'json' : 'txt'}`);
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

async function allNotes(id: string): Promise<Note[]> {
  const notes: Note[] = [];
  let cursor: string | null = null;
  do {
    const page: { data: Note[]; next_cursor: string | null } = await call(
      'GET',
      address('/api/v1/conversations/{id}/notes', { id, limit: 100, cursor }),
    );
    notes.push(...page.data);
    cursor = page.next_cursor;
  } while (cursor);
  return notes;
}
