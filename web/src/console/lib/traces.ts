// What the server says of traces, and where it says it.
import { address } from './address';
import type { Schemas } from './api';

export type SpanRow = Schemas['Span'];
export type SpanKind = SpanRow['kind'];
export type Heard = Schemas['Heard'];
export type SpanDetail = Schemas['SpanDetail'];
export type Spans = Schemas['Spans'];
export type ModelTotal = Schemas['ModelUse'];
export type Trace = Schemas['Trace'];
export type Ingest = Schemas['Sources'];
export type TracedKey = Schemas['ApiKey'];
export type MadeKey = Schemas['MadeKey'];

/** What a conversation says of its traces. */
export const tracesOf = (
  conversation: Schemas['Conversation'],
): Pick<Schemas['Conversation'], 'span_count' | 'trace_count' | 'content_captured' | 'agents'> => conversation;

/** The most that one answer holds. */
const PAGE = 5000;
export const INGEST = address<Ingest>('/api/v1/ingest');
export const spansOfConversation = (id: string, cursor: string | null, limit = PAGE) =>
  address<Spans>('/api/v1/conversations/{id}/spans', { id, limit, cursor });
export const spansOfTrace = (trace_id: string, cursor: string | null, limit = PAGE) =>
  address<Spans>('/api/v1/traces/{trace_id}/spans', { trace_id, limit, cursor });
export const spanAt = (trace_id: string, span_id: string) =>
  address<SpanDetail>('/api/v1/traces/{trace_id}/spans/{span_id}', { trace_id, span_id });
export const modelsAt = (id: string) => address<{ data: ModelTotal[] }>('/api/v1/conversations/{id}/models', { id });
export const tracesAt = (given: Record<string, string | number | null>) =>
  address<{ data: Trace[]; next_cursor: string | null }>('/api/v1/traces', given);

const SOURCES: Record<string, string> = { otlp: 'OpenTelemetry', sentry: 'Sentry' };
export const sourceName = (source: string) => SOURCES[source] ?? source;

/** The way from anywhere to one span. */
export const linkToSpan = ({ trace_id, span_id }: Pick<SpanRow, 'trace_id' | 'span_id'>) =>
  `/traces/${encodeURIComponent(trace_id)}?span=${encodeURIComponent(`${trace_id}-${span_id}`)}`;
export const linkToMessage = (conversation: string, message: string | null) =>
  `/conversations/${conversation}${message ? `#m-${message}` : ''}`;
