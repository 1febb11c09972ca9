// The figures behind the charts: days without a message as zero, sums, and what changed against the days before.
import type { Schemas } from '../../lib/api';

export type Insight = Schemas['Insight'];

export const METRICS = ['cost', 'conversations', 'messages', 'customers', 'tokens', 'errors'] as const;
export type Metric = (typeof METRICS)[number];
export const METRIC_NAMES: Record<Metric, string> = {
  cost: 'Cost',
  conversations: 'Conversations',
  messages: 'Messages',
  customers: 'From customers',
  tokens: 'Tokens',
  errors: 'Errors',
};

export function figure(row: Insight, metric: Metric): number {
  switch (metric) {
    case 'cost':
      return row.total_cost;
    case 'conversations':
      return row.conversations ?? 0;
    case 'messages':
      return row.messages ?? 0;
    case 'customers':
      return row.user_messages ?? 0;
    case 'tokens':
      return row.input_tokens + row.output_tokens;
    case 'errors':
      return row.errors ?? 0;
  }
}

const DAY = 86_400_000;
const iso = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const ms = (day: string) => Date.parse(`${day}T00:00:00Z`);

export interface Period {
  from: string;
  to: string;
  days: number;
}

export const MOST_DAYS = 92;

/** The last days up to today, or those that the address names; at most as many as the server adds up. */
export function period(now: number, days: string | null, from: string | null, to: string | null): Period {
  const today = iso(now);
  const known = (day: string | null): day is string => !!day && /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(ms(day));
  const last = known(to) && to <= today ? to : today;
  let first = known(from) && from <= last ? from : iso(ms(last) - (Math.max(1, Number(days) || 30) - 1) * DAY);
  if ((ms(last) - ms(first)) / DAY + 1 > MOST_DAYS) first = iso(ms(last) - (MOST_DAYS - 1) * DAY);
  return { from: first, to: last, days: Math.round((ms(last) - ms(first)) / DAY) + 1 };
}

/** As many days, just before. */
export const before = ({ from, days }: Period): Period => ({
  from: iso(ms(from) - days * DAY),
  to: iso(ms(from) - DAY),
  days,
});

export const daysOf = ({ from, days }: Period): string[] =>
  Array.from({ length: days }, (_, at) => iso(ms(from) + at * DAY));

export interface Series {
  type: string;
  values: number[];
}

const ORDER = ['whatsapp', 'widget', 'api', 'trace', 'test'];
const rank = (type: string) => (ORDER.includes(type) ? ORDER.indexOf(type) : ORDER.length - 1.5);

/** One row of values a type, each with a value a day. */
export function series(rows: Insight[], days: string[], metric: Metric): Series[] {
  const types = [...new Set(rows.map(({ type }) => type ?? ''))].sort(
    (a, b) => rank(a) - rank(b) || a.localeCompare(b),
  );
  return types.map((type) => ({
    type,
    values: days.map((day) =>
      rows.filter((row) => row.day == day && row.type == type).reduce((sum, row) => sum + figure(row, metric), 0),
    ),
  }));
}

export const total = (rows: Insight[], metric: Metric): number =>
  rows.reduce((sum, row) => sum + figure(row, metric), 0);

/** "+12 %", "−3 %", "as before"; nothing to compare with gives null. */
export function compared(now: number, then: number): string | null {
  if (!then) return null;
  const percent = ((now - then) / then) * 100;
  if (Math.abs(percent) < 0.5) return 'as before';
  const shown =
    Math.abs(percent) >= 1000 ? `${Math.round(Math.abs(percent) / 100)}×` : `${Math.round(Math.abs(percent))} %`;
  return percent > 0 ? `+${shown}` : `−${shown}`;
}

/** Round steps for an axis from 0 to at least the largest value: three or four of them. */
export function ticks(most: number, whole: boolean): number[] {
  if (most <= 0) return [0, 1];
  const rough = most / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  let step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? power * 10;
  if (whole) step = Math.max(1, Math.ceil(step));
  const count = Math.ceil(most / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, at) => Number((at * step).toPrecision(12)));
}

/** A cell that no spreadsheet takes for a formula. */
export function cell(value: string | number): string {
  const text = `${value}`;
  const harmless = typeof value == 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

export const csv = (rows: (string | number)[][]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
