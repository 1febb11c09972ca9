// What the list of traces asks of the server, by the address.
const DAY = 86_400_000;

export const PERIODS = [
  { days: '1', label: 'Last 24 hours' },
  { days: '7', label: 'Last 7 days' },
  { days: '30', label: 'Last 30 days' },
];

const DATE = /^\d{4}-\d{2}-\d{2}$/;
/** The beginning of a day in UTC, or of the day after it. */
const dayOf = (text: string | null, after = 0) =>
  text && DATE.test(text) && !Number.isNaN(Date.parse(text)) ? new Date(Date.parse(text) + after).toISOString() : null;

export function traceQuery(search: URLSearchParams, now: number): Record<string, string | number | null> {
  const days = Number(search.get('days'));
  return {
    limit: 50,
    cursor: search.get('cursor'),
    // To the minute, so that the same page is asked for in the same words.
    from:
      Number.isInteger(days) && days > 0
        ? new Date(Math.floor((now - days * DAY) / 60_000) * 60_000).toISOString()
        : dayOf(search.get('from')),
    to: dayOf(search.get('to'), DAY),
    thread: search.get('thread'),
    has_error: search.get('has_error') == 'true' ? 'true' : null,
    unassigned: search.get('unassigned') == 'true' ? 'true' : null,
    query: search.get('query'),
  };
}

export const isFiltered = (search: URLSearchParams) =>
  ['days', 'from', 'to', 'thread', 'has_error', 'unassigned', 'query'].some((name) => search.get(name));
