// Spans as a program sends them by OpenTelemetry, for the tests of what becomes of them.
import { randomBytes } from 'node:crypto';
import { expect, type Server } from './support';

export const hex = (bytes: number) => randomBytes(bytes).toString('hex');

export interface Sent {
  span_id?: string;
  parent?: string;
  name: string;
  /** Milliseconds from the beginning of the trace. */
  from: number;
  /** Left out where it has not ended. */
  to?: number;
  attributes?: Record<string, string | number>;
  error?: string;
}

const value = (one: string | number) => (typeof one == 'number' ? { intValue: one } : { stringValue: one });
const nanos = (ms: number) => `${BigInt(Math.round(ms * 1000)) * 1000n}`;
const said = (role: string, content: string) => JSON.stringify([{ role, parts: [{ type: 'text', content }] }]);

/** A model's call, with or without its words. */
export const asked = (model: string, tokens: [number, number], words?: [string, string]) => ({
  'gen_ai.operation.name': 'chat',
  'gen_ai.provider.name': 'openai',
  'gen_ai.request.model': model,
  'gen_ai.response.model': model,
  'gen_ai.usage.input_tokens': tokens[0],
  'gen_ai.usage.output_tokens': tokens[1],
  ...(words && {
    'gen_ai.input.messages': said('user', words[0]),
    'gen_ai.output.messages': said('assistant', words[1]),
  }),
});

let key: Promise<string> | undefined;
/** A key that may only send traces; one for all tests of a server. */
export const sendKey = (server: Server) =>
  (key ??= server
    .api<{ key: string }>('POST', '/api/v1/keys', { name: 'Spans of the tests', scopes: ['ingest'] })
    .then(({ key }) => key));

/** Sends a trace and gives its id; spans without ids of their own get some. */
export async function send(server: Server, spans: Sent[], { trace = hex(16), at = Date.now() - 60_000 } = {}) {
  const body = {
    resourceSpans: [
      {
        resource: { attributes: [{ key: 'service.name', value: { stringValue: 'e2e-agent' } }] },
        scopeSpans: [
          {
            scope: { name: 'e2e' },
            spans: spans.map(({ span_id = hex(8), parent, name, from, to, attributes = {}, error }) => ({
              traceId: trace,
              spanId: span_id,
              ...(parent && { parentSpanId: parent }),
              name,
              kind: 1,
              startTimeUnixNano: nanos(at + from),
              ...(to != null && { endTimeUnixNano: nanos(at + to) }),
              attributes: Object.entries(attributes).map(([key, one]) => ({ key, value: value(one) })),
              status: error ? { code: 2, message: error } : { code: 0 },
            })),
          },
        ],
      },
    ],
  };
  const answer = await fetch(`${server.url}/v1/traces`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await sendKey(server)}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.status, await answer.text()).toBe(200);
  return trace;
}

interface Found {
  id: string;
  span_count?: number;
}
/** The conversation of an id that the program gave, once all of its spans are on record. */
export async function placed(server: Server, thread: string, spans: number): Promise<string> {
  let id = '';
  await expect
    .poll(
      async () => {
        const path = `/api/v1/conversations?thread_id=${encodeURIComponent(thread)}&include_test=true`;
        const { data } = await server.api<{ data: Found[] }>('GET', path);
        id = data[0]?.id ?? '';
        return data[0]?.span_count ?? 0;
      },
      { timeout: 30_000 },
    )
    .toBeGreaterThanOrEqual(spans);
  return id;
}
