// The address of the list, and what it asks of the server. The address is the one truth of filters, order and columns.

/** Parameters that the server's list, export and deletion know by the same names. */
export const FILTERS = [
  'type',
  'assistant_id',
  'status',
  'window',
  'customer',
  'agent',
  'thread_id',
  'external_identifier',
  'tag',
  'score',
  'has_error',
  'variable',
  'from',
  'to',
  'min_cost',
  'max_cost',
  'q',
  'include_test',
] as const;
export type FilterName = (typeof FILTERS)[number] | 'days';

export const SORTS = ['last_activity', 'started', 'cost', 'messages'] as const;
export type SortName = (typeof SORTS)[number];

const DAY = 86_400_000;
/** The first of so many days, today being the last, as a date in UTC: the server's days. */
export const since = (days: number, now: number) => new Date(now - (days - 1) * DAY).toISOString().slice(0, 10);

/** What the server is asked for a filter; `days` stays in the address, so that a saved view moves with time. */
export function filterOf(search: URLSearchParams, now: number): Record<string, string> {
  const filter: Record<string, string> = {};
  for (const name of FILTERS) {
    const value = search.getAll(name).filter(Boolean).join(',');
    if (value) filter[name] = value;
  }
  const days = Number(search.get('days'));
  if (Number.isInteger(days) && days > 0 && !filter.from) filter.from = since(days, now);
  return filter;
}

/** The same as a body: numbers and switches as such. */
export function filterBody(filter: Record<string, string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(filter).map(([name, value]) => [
      name,
      name == 'has_error' || name == 'include_test' ? value == 'true' : value,
    ]),
  );
}

export interface Sort {
  by: SortName;
  down: boolean;
}

export function sortOf(search: URLSearchParams): Sort {
  const given = search.get('sort') ?? '';
  const by = given.replace(/^[-+ ]/, '') as SortName;
  if (!SORTS.includes(by)) return { by: 'last_activity', down: true };
  return { by, down: given.startsWith('-') };
}

export const sortText = ({ by, down }: Sort): string | null =>
  by == 'last_activity' && down ? null : `${down ? '-' : ''}${by}`;

/** Everything about the list but what is chosen from it: the same key shows the same rows. */
export function listQuery(search: URLSearchParams, now: number): Record<string, string> {
  const { by, down } = sortOf(search);
  return { ...filterOf(search, now), sort: `${down ? '-' : '+'}${by}` };
}

/** The parameters that belong to the list, in one order: for links to and from a conversation, and for saved views. */
export function keptSearch(search: URLSearchParams, withColumns = true): string {
  const kept = new URLSearchParams();
  for (const name of [...FILTERS, 'days', 'sort', ...(withColumns ? ['columns'] : [])])
    for (const value of search.getAll(name)) if (value) kept.append(name, value);
  const text = kept.toString();
  return text ? `?${text}` : '';
}

export const isFiltered = (search: URLSearchParams) => [...FILTERS, 'days'].some((name) => search.get(name));

export const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
