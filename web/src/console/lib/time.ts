// Times are shown in one zone, chosen in the settings, and counted by the server's clock, whatever this machine's says.
import { computed, signal } from '@preact/signals';
import { zone } from './settings';

/** The server's clock less ours, in milliseconds. */
let ahead = 0;

/** Every answer carries the server's time, to the second. */
export function heardFromServer(date: string | null, exact = false) {
  const told = date ? Date.parse(date) : NaN;
  if (Number.isNaN(told)) return;
  const apart = told + (exact ? 0 : 500) - Date.now();
  if (exact || Math.abs(apart - ahead) > 1500) ahead = apart;
}

/** Now by the server's clock. */
export const serverNow = () => Date.now() + ahead;

const clock = (every: number) => {
  const time = signal(serverNow(), {
    watched() {
      time.value = serverNow();
      timer = setInterval(() => (time.value = serverNow()), every);
    },
    unwatched() {
      clearInterval(timer);
    },
  });
  let timer: ReturnType<typeof setInterval> | undefined;
  return time;
};
/** Now, each second; runs only while something reads it. */
export const second = clock(1000);
/** Now, often enough for words like "3 min ago". */
export const minute = clock(15_000);

export const zoneName = computed(() => zone.value || Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC');

const made = new Map<string, Intl.DateTimeFormat>();
function format(options: Intl.DateTimeFormatOptions, timeZone = zoneName.value): Intl.DateTimeFormat {
  const key = JSON.stringify([timeZone, options]);
  let found = made.get(key);
  if (!found) made.set(key, (found = new Intl.DateTimeFormat('en-GB', { timeZone, ...options })));
  return found;
}

type Time = string | number | Date;
const date = (time: Time) => (time instanceof Date ? time : new Date(time));

export const clockTime = (time: Time) => format({ hour: '2-digit', minute: '2-digit' }).format(date(time));
export const day = (time: Time) => format({ day: 'numeric', month: 'short', year: 'numeric' }).format(date(time));
const dayOfYear = (time: Time) => format({ day: 'numeric', month: 'short' }).format(date(time));
const isoDay = (time: Time) => {
  const parts = format({ year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(date(time));
  const of = (type: string) => parts.find((part) => part.type == type)?.value ?? '';
  return `${of('year')}-${of('month')}-${of('day')}`;
};
export { isoDay };

/** "22 Nov 2026, 14:03:07 CET": whole, with its zone. */
export const fullTime = (time: Time, timeZone = zoneName.value) =>
  format(
    {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      timeZoneName: 'short',
    },
    timeZone,
  ).format(date(time));

/** For a tooltip: in the chosen zone and in UTC. */
export function bothTimes(time: Time): string {
  const chosen = fullTime(time);
  const utc = fullTime(time, 'UTC');
  return chosen == utc ? utc : `${chosen}\n${utc}`;
}

/** "now", "5 min ago", "3 h ago", "Yesterday", "12 Aug", "12 Aug 2025". */
export function relative(time: Time, now: number = serverNow()): string {
  const then = date(time).getTime();
  const minutes = Math.floor((now - then) / 60_000);
  if (minutes < -1) return `${dayOfYear(then)}, ${clockTime(then)}`;
  if (minutes < 1) return 'now';
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 24 * 60 && isoDay(then) == isoDay(now)) return `${Math.floor(minutes / 60)} h ago`;
  if (isoDay(then) == isoDay(now - 86_400_000)) return 'Yesterday';
  return isoDay(then).slice(0, 4) == isoDay(now).slice(0, 4) ? dayOfYear(then) : day(then);
}

/** "23 h 10 min", "9 min 04 s", "1.2 s", "340 ms": a length of time in milliseconds. */
export function duration(ms: number, seconds = true): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;
  const whole = Math.floor(ms / 1000);
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return seconds ? `${minutes} min ${String(whole % 60).padStart(2, '0')} s` : `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
