// The one way to the server: same origin, cookie, JSON in and out, a `Problem` thrown for whatever is not a success.
// `api.POST('/api/v1/…', { body })` is typed by the server's own document; reading is done through `cache.ts`.
import createClient from 'openapi-fetch';
import { signal } from '@preact/signals';
import type { components, paths } from '../api.gen';
import { asProblem, problemOf } from './problem';
import { heardFromServer } from './time';

export type Schemas = components['schemas'];

/** Whether the session has ended while the page was in use. */
export const expired = signal(false);
/** Whether the last request found the server. */
export const reachable = signal(true);

/** Sends a request and gives the answer if it is a success. */
async function send(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(input, init);
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name == 'AbortError') throw thrown;
    reachable.value = false;
    throw asProblem(thrown);
  }
  heardFromServer(response.headers.get('date'));
  reachable.value = response.status < 502 || response.status > 504;
  if (response.ok) return response;
  const url = input instanceof Request ? input.url : `${input}`;
  // Signing in is the one request whose 401 is about the words and not about the session.
  if (response.status == 401 && !/\/api\/v1\/session(\/|$)/.test(new URL(url, location.href).pathname))
    expired.value = true;
  throw await problemOf(response);
}

const client = createClient<paths>({ fetch: (request: Request) => send(request) });

/** Requests typed by the server's document: `await api.PATCH('/api/v1/conversations/{id}', { params, body })`. */
export const api = client;

/** A request that the document does not know yet; paths that are in it go through `api`. */
export async function call<Answer>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  url: string,
  body?: unknown,
  init: RequestInit = {},
): Promise<Answer> {
  const response = await send(url, {
    ...init,
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  return (response.status == 204 ? undefined : await response.json()) as Answer;
}

/** Opens an answer that is not JSON: a file, a stream of events. */
export const open = (url: string, init?: RequestInit) => send(url, init);
