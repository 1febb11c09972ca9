// One request to the server: no cookies, the bearer where there is a session, and problems as one kind of error.

/** An answer that is not a success. `status` 0 is no answer at all. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly errors: { field: string; message: string }[],
    /** Seconds, from Retry-After. */
    readonly after: number | null,
  ) {
    super(detail || title);
  }

  /** Whether the same request can succeed later: nothing of it is on record. */
  get passes(): boolean {
    return this.status == 0 || this.status == 408 || this.status == 429 || this.status >= 500;
  }
}

export interface Request {
  method?: string;
  token?: string;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is. */
  raw?: Blob;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  cache?: RequestCache;
}

/** Throws a `Problem` unless the server answers with a success. Without a signal of its own it waits for 20 seconds. */
export async function call(
  url: string,
  { method, token, json, raw, headers, signal, cache }: Request = {},
): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: method ?? (json !== undefined || raw ? 'POST' : 'GET'),
      mode: 'cors',
      credentials: 'omit',
      // The server asks which site calls; a page of its own origin says so in no other header.
      referrerPolicy: 'origin',
      cache,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(json !== undefined && { 'content-type': 'application/json' }),
        ...(raw && { 'content-type': raw.type }),
        ...headers,
      },
      body: json !== undefined ? JSON.stringify(json) : raw,
      signal: signal ?? AbortSignal.timeout(20_000),
    });
  } catch (error) {
    throw new Problem(0, 'No connection', `${error}`, [], null);
  }
  return checked(response);
}

/** The response, if it is a success. */
export async function checked(response: Response): Promise<Response> {
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  const after = parseFloat(response.headers.get('retry-after') ?? '');
  throw new Problem(
    response.status,
    problem.title ?? response.statusText,
    problem.detail ?? '',
    problem.errors ?? [],
    after >= 0 ? after : null,
  );
}
