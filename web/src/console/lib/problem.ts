// What went wrong with a request, as the server said it or as the browser felt it.

export interface Fault {
  field: string;
  message: string;
}

/** Thrown for every answer that is none, in words that can be shown. */
export class Problem extends Error {
  constructor(
    /** The status code; 0 where no answer came. */
    readonly status: number,
    readonly title: string,
    detail: string,
    readonly errors: Fault[] = [],
    readonly code?: string,
    /** Find it in the server's log by this. */
    readonly requestId?: string,
    /** Seconds after which the server wants to be asked again. */
    readonly retryAfter?: number,
  ) {
    super(detail);
    this.name = 'Problem';
  }

  /** What is wrong with a field of the request, by the path that the server names. */
  of(field: string): string | undefined {
    return this.errors.find((fault) => fault.field == field)?.message;
  }

  /** Whether nobody answered, so that a repeat may help. */
  get away(): boolean {
    return this.status == 0 || this.status == 502 || this.status == 503 || this.status == 504;
  }
}

interface Body {
  title?: string;
  detail?: string;
  code?: string | null;
  request_id?: string;
  errors?: Fault[];
}

export async function problemOf(response: Response): Promise<Problem> {
  const body: Body = await response.json().catch(() => ({}));
  const after = Number(response.headers.get('retry-after'));
  return new Problem(
    response.status,
    body.title ?? response.statusText,
    body.detail ?? `The server answered ${response.status} and did not say why.`,
    body.errors ?? [],
    body.code ?? undefined,
    body.request_id ?? response.headers.get('x-request-id') ?? undefined,
    Number.isFinite(after) && after > 0 ? after : undefined,
  );
}

/** Anything that was thrown, as a problem. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  if (thrown instanceof TypeError && /fetch|network|load failed/i.test(thrown.message))
    return new Problem(0, 'No connection', 'The server cannot be reached.');
  return new Problem(0, 'Something is wrong in this page', thrown instanceof Error ? thrown.message : `${thrown}`);
}
