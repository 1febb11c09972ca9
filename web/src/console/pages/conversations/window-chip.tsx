// How long a customer may still be answered freely, counted down by the server's clock.
import { Chip } from '../../parts/chip';
import { bothTimes, clockTime, duration, minute, second } from '../../lib/time';
import type { Schemas } from '../../lib/api';

type Window = Schemas['Window'];
const MINUTE = 60_000;

export function WindowChip({ window }: { window: Window | null | undefined }) {
  if (!window?.expires_at) return null;
  const ends = Date.parse(window.expires_at);
  // Only what is about to close is counted by the second.
  const rough = ends - minute.value;
  const left = rough > 0 && rough < 11 * MINUTE ? ends - second.value : rough;
  const title = `${left > 0 ? 'Reply window closes' : 'Reply window closed'} ${bothTimes(window.expires_at)}`;
  if (left <= 0)
    return (
      <Chip tone="sunken" title={`${title}. Only a template can be sent.`}>
        Closed {clockTime(ends)}
      </Chip>
    );
  const tone = left < 60 * MINUTE ? 'danger' : left < 360 * MINUTE ? 'warning' : 'plain';
  return (
    <Chip tone={tone} title={title}>
      {left >= 360 * MINUTE
        ? `${Math.floor(left / 60 / MINUTE)} h`
        : duration(Math.max(1000, left), left < 10 * MINUTE)}{' '}
      left
    </Chip>
  );
}
