// Single conversations as a file, in the server's own form of export: with an end mark, a conversation a line.
import { at } from '../../lib/address';
import { call, type Schemas } from '../../lib/api';
import type { Conversation } from './rows';

async function messagesOf(id: string, signal: AbortSignal): Promise<Schemas['Message'][]> {
  const all: Schemas['Message'][] = [];
  for (let cursor: string | null = null; ;) {
    const page: Schemas['Messages'] = await call(
      'GET',
      at('/api/v1/conversations/{id}/messages', { id, limit: 100, cursor }),
      undefined,
      { signal },
    );
    all.push(...page.data);
    cursor = page.next_cursor ?? null;
    if (!cursor) return all;
  }
}

/** Reads the conversations one after the other and hands the file to the browser. */
export async function exportChosen(
  ids: string[],
  format: string,
  messages: boolean,
  tell: (done: number) => void,
  signal: AbortSignal,
) {
  const parts: string[] = [];
  for (const [done, id] of ids.entries()) {
    const found = await call<Conversation>('GET', at('/api/v1/conversations/{id}', { id }), undefined, { signal });
    parts.push(JSON.stringify(messages ? { ...found, messages: await messagesOf(id, signal) } : found));
    tell(done + 1);
  }
  const text =
    format == 'json'
      ? `{"data":[${parts.join(',\n')}],"complete":true}\n`
      : `${parts.map((part) => `${part}\n`).join('')}${JSON.stringify({ complete: true, count: parts.length })}\n`;
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `conversations.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
