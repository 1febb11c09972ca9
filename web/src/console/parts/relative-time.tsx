import { bothTimes, minute, relative } from '../lib/time';

/** "5 min ago", that stays true; whole, with zones, in the tooltip. */
export function RelativeTime({ at }: { at: string }) {
  return (
    <time dateTime={at} title={bothTimes(at)}>
      {relative(at, minute.value)}
    </time>
  );
}
