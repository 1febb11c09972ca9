// The 24 hours in which a WhatsApp customer may be written to freely, by the server's clock.
import { clockTime, day, isoDay } from '../../lib/time';
import type { Window } from './model';

export type Tone = 'plain' | 'warning' | 'danger' | 'sunken';
export interface WindowNow {
  open: boolean;
  tone: Tone;
  words: string;
  /** What a screen reader is told when it changes; only what matters. */
  said: string;
}

const HOUR = 3_600_000;

export function windowAt({ expires_at }: Pick<Window, 'expires_at'>, now: number): WindowNow {
  if (!expires_at) return { open: false, tone: 'sunken', words: 'Window never opened', said: '' };
  const left = Date.parse(expires_at) - now;
  if (left <= 0) {
    const when =
      isoDay(expires_at) == isoDay(now) ? clockTime(expires_at) : `${clockTime(expires_at)}, ${day(expires_at)}`;
    return { open: false, tone: 'sunken', words: `Window closed at ${when}`, said: 'The reply window is closed.' };
  }
  const minutes = Math.floor(left / 60_000);
  const words =
    minutes < 10
      ? `${minutes} min ${String(Math.floor((left % 60_000) / 1000)).padStart(2, '0')} s left`
      : minutes < 60
        ? `${minutes} min left`
        : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min left`;
  return {
    open: true,
    tone: left > 6 * HOUR ? 'plain' : left > HOUR ? 'warning' : 'danger',
    words,
    said: left <= HOUR ? 'The reply window closes within an hour.' : '',
  };
}
