// What happened for one answer: calls of models and tools with their times, from the messages of a turn.
import type { Message } from './model';

export interface Span {
  key: string;
  kind: 'llm' | 'tool';
  name: string;
  /** Milliseconds since 1970; the length is null where nobody measured it. */
  start: number;
  length: number | null;
  failed: boolean;
  error: string | null;
  message: Message;
}

/** The messages of the turn that a message belongs to: from what the customer said to the last word about it. */
export function turnOf(messages: readonly Message[], id: string): Message[] {
  const at = messages.findIndex((message) => message.id == id);
  if (at < 0) return [];
  let from = at;
  while (from > 0 && messages[from]?.role != 'user') from--;
  let to = at + 1;
  while (to < messages.length && messages[to]?.role != 'user') to++;
  return messages.slice(from, to);
}

/** Calls in the order of their beginnings. */
export function spansOf(turn: readonly Message[]): Span[] {
  const spans: Span[] = [];
  for (const message of turn) {
    const end = Date.parse(message.created_at);
    const duration = message.raw?.duration_ms ?? null;
    if (message.role == 'assistant' && (message.model || duration != null))
      spans.push({
        key: message.id,
        kind: 'llm',
        name: message.model ?? 'Model',
        start: end - Math.max(0, duration ?? 0),
        length: duration == null ? null : Math.max(0, duration),
        failed: !!message.error,
        error: message.error ?? null,
        message,
      });
    message.function_calls.forEach((call, index) =>
      spans.push({
        key: `${message.id}-${index}`,
        kind: 'tool',
        name: call.name || 'Tool',
        start: end,
        length: call.duration_ms == null ? null : Math.max(0, call.duration_ms),
        failed: !!call.error,
        error: call.error ?? null,
        message,
      }),
    );
  }
  // Equal times keep the order of the record: the sort is stable.
  return spans.sort((a, b) => a.start - b.start);
}

/** Where a span stands on the scale of all, in parts of one; never negative, whatever the clocks said. */
export function place(span: Span, spans: readonly Span[]): { start: number; length: number } {
  const from = Math.min(...spans.map(({ start }) => start));
  const to = Math.max(...spans.map(({ start, length }) => start + (length ?? 0)));
  const whole = Math.max(1, to - from);
  return { start: (span.start - from) / whole, length: (span.length ?? 0) / whole };
}

/** How long the customer waited for the first answer of a turn: by the record's clock. */
export function waited(turn: readonly Message[]): number | null {
  const asked = turn.find(({ role }) => role == 'user');
  const answer = turn.find((message) => message.role == 'assistant' && (message.content || message.error));
  if (!asked || !answer) return null;
  const ms = Date.parse(answer.created_at) - Date.parse(asked.created_at);
  return ms >= 0 ? ms : null;
}
