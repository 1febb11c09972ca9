// Looks whether spans come: often at first, and ever less often; not at all while nobody looks.
import { useEffect } from 'preact/hooks';
import { put } from '../../../lib/cache';
import { call } from '../../../lib/api';
import { INGEST, type Ingest } from '../../../lib/traces';

const OFTEN = 2000;
const SELDOM = 30_000;
/** For so long it is asked often. */
const AT_FIRST = 60_000;

/** How long to wait before the next look. */
export function pause(before: number, since: number, failed: boolean): number {
  if (!failed && since < AT_FIRST) return OFTEN;
  return Math.min(SELDOM, before * 1.5);
}

/** The newest moment at which any source sent something. */
export const lastOf = (ingest: Ingest | undefined): number =>
  Math.max(0, ...(ingest?.sources.map(({ last_at }) => Date.parse(last_at)) ?? []));

/** `anew`: another value looks often again. */
export function useWatch(anew: unknown) {
  useEffect(() => {
    let ended = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wait = OFTEN;
    let begun = Date.now();
    const later = () => {
      clearTimeout(timer);
      if (!ended && document.visibilityState == 'visible') timer = setTimeout(() => void look(), wait);
    };
    const look = async () => {
      let failed = false;
      try {
        put(INGEST, await call<Ingest>('GET', INGEST));
      } catch {
        // What is known stays; the next look may find the server again.
        failed = true;
      }
      wait = pause(wait, Date.now() - begun, failed);
      later();
    };
    const seen = () => {
      if (document.visibilityState != 'visible') return clearTimeout(timer);
      begun = Date.now();
      wait = OFTEN;
      void look();
    };
    later();
    document.addEventListener('visibilitychange', seen);
    return () => {
      ended = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [anew]);
}
