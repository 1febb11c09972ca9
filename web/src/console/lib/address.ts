// An address to be read, with the type of its answer: the key of the cache.
import type { paths } from '../api.gen';

declare const answer: unique symbol;
/** A URL whose answer is known to be of a type. */
export type Address<Answer> = string & { readonly [answer]?: Answer };

type Readable = { [P in keyof paths]: paths[P] extends { get: object } ? P : never }[keyof paths];
type Get<P extends Readable> = paths[P] extends { get: infer Operation } ? Operation : never;
export type AnswerOf<P extends Readable> =
  Get<P> extends { responses: { 200: { content: { 'application/json': infer Body } } } } ? Body : never;
type Query<P extends Readable> = Get<P> extends { parameters: { query?: infer Q } } ? NonNullable<Q> : never;

type Values = Record<string, string | number | boolean | null | undefined>;

/** `at('/api/v1/conversations/{id}', { id })`: what is not in the path goes behind the question mark. */
export function at<P extends Readable>(
  path: P,
  given: Partial<Record<keyof Query<P>, string | number | boolean | null | undefined>> & Values = {},
): Address<AnswerOf<P>> {
  return address(path, given);
}

/** The same for an address that the server's document does not know yet. */
export function address<Answer>(path: string, given: Values = {}): Address<Answer> {
  const rest = new URLSearchParams();
  const left: Values = { ...given };
  const whole = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = left[name];
    delete left[name];
    return encodeURIComponent(`${value ?? ''}`);
  });
  for (const [name, value] of Object.entries(left)) if (value != null && value !== '') rest.set(name, `${value}`);
  const query = rest.toString();
  return query ? `${whole}?${query}` : whole;
}
