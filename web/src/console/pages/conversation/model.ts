// What a conversation is made of, and small questions about its messages.
import type { Schemas } from '../../lib/api';

export type Conversation = Schemas['Conversation'];
export type Window = Schemas['Window'];
export type Usage = Schemas['Usage'];

export type Attachment = Schemas['Attachment'] & {
  /** What is said in a sound file, by which model, or why it is not known. */
  derived_text?: string | null;
  derived_from?: string | null;
  derived_error?: string | null;
};

/** A call of a tool, as an assistant or an import recorded it. */
export interface Call {
  id?: string | null;
  name?: string | null;
  arguments?: unknown;
  result?: unknown;
  error?: string | null;
  duration_ms?: number | null;
}

/** What the record says of an answer beside its words; everything else is the platform's. */
export interface Raw {
  duration_ms?: number;
  first_text_ms?: number | null;
  finish_reason?: string | null;
  assistant_version?: number | null;
  [other: string]: unknown;
}

export type Message = Omit<Schemas['Message'], 'function_calls' | 'raw' | 'attachments'> & {
  attachments: Attachment[];
  function_calls: Call[];
  raw?: Raw | null;
};

/** A judgement of a message or of the whole. */
export interface Score {
  name: string;
  message_id: string | null;
  value: number | null;
  category: string | null;
  reason: string | null;
  source: string;
  author: string;
  mine: boolean;
  set_at: string;
}

/** A comment: for staff alone. */
export interface Note {
  id: string;
  author: string;
  mine: boolean;
  text: string;
  created_at: string;
  edited_at: string | null;
}

type Failing = Pick<Message, 'error' | 'status' | 'kind' | 'function_calls'>;
/** Whether something went wrong with a message, its sending, or a tool that it called. */
export const failed = ({ error, status, kind, function_calls }: Failing): boolean =>
  !!error || status == 'failed' || kind == 'error' || function_calls.some((call) => !!call.error);

/** Whether a model was asked for it. */
export const isAnswer = (message: Message): boolean =>
  message.role == 'assistant' &&
  (!!message.model || message.usage.total_tokens > 0 || message.raw?.duration_ms != null);

/** Kinds whose words say it all, or whose files do. */
const TOLD = new Set(
  'text error stopped tool_calls tool_call tool image audio voice video document sticker button interactive template note system wordless'.split(
    ' ',
  ),
);
/** Whether it has to be shown as data, because nobody here knows what it means. */
export const isUnknown = ({ kind, content, attachments, function_calls, error }: Message): boolean =>
  !TOLD.has(kind) ||
  (!content &&
    !attachments.length &&
    !function_calls.length &&
    !error &&
    (kind == 'text' || kind == 'interactive' || kind == 'template'));

/** The person's name, or the next best thing that is known. */
export function personName({ customer, external_identifier, type }: Conversation): string {
  const { name, username, phone, wa_user_id } = customer;
  if (name || username) return (name || username) as string;
  if (phone) return `+${phone}`;
  if (wa_user_id) return wa_user_id;
  return external_identifier ?? (type == 'test' ? 'Test session' : 'Unknown visitor');
}

/** Who speaks, in a word for people. */
export function speaker(message: Pick<Message, 'role' | 'author'>, conversation?: Conversation): string {
  if (message.author) return message.author;
  if (message.role == 'user') {
    const { name, username, phone } = conversation?.customer ?? {};
    return conversation && (name || username || phone)
      ? personName(conversation)
      : conversation?.type == 'test'
        ? 'Tester'
        : 'Customer';
  }
  if (message.role == 'assistant') return conversation?.assistant_name ?? 'Assistant';
  return message.role == 'operator' ? 'Staff' : message.role == 'tool' ? 'Tool' : 'System';
}

/** Whole nano-units of an amount: decimals of the record add up exactly in them. */
const nanos = (amount: number) => Math.round(amount * 1e9);
/** The sum of what is known; null where nothing is. */
export function sum(amounts: (number | null | undefined)[]): number | null {
  const known = amounts.filter((amount): amount is number => amount != null);
  return known.length ? known.reduce((total, amount) => total + nanos(amount), 0) / 1e9 : null;
}
