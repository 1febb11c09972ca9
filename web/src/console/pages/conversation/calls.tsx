// Tools that were called: their names, and on opening what they were given and gave back.
import { useState } from 'preact/hooks';
import { duration } from '../../lib/time';
import { Json } from '../../parts/json';
import { Unfiltered } from '../../parts/redacted';
import type { Call } from './model';

/** As many as are drawn at first: an agent at work calls thousands. */
export const FEW = 20;

export function Calls({ calls, open }: { calls: readonly Call[]; open?: boolean }) {
  const [most, setMost] = useState(FEW);
  return (
    <ul class="calls">
      {calls.slice(0, most).map((call, at) => (
        <li key={call.id ?? at}>
          <details class={call.error ? 'call wrong' : 'call'} open={open}>
            <summary>
              <span class="call-kind">Tool</span>
              <code dir="ltr">{call.name || 'unnamed'}</code>
              <span class="call-state">{state(call)}</span>
            </summary>
            <dl>
              <dt>Arguments</dt>
              <dd>
                <Json value={call.arguments ?? null} name={`Arguments of ${call.name}`} />
              </dd>
              {call.error ? (
                <>
                  <dt>Error</dt>
                  <dd class="wrong-text">
                    <Unfiltered text={call.error} />
                  </dd>
                </>
              ) : null}
              {(!call.error || call.result != null) && (
                <>
                  <dt>Result</dt>
                  <dd>
                    <Json value={call.result ?? null} name={`Result of ${call.name}`} />
                  </dd>
                </>
              )}
            </dl>
          </details>
        </li>
      ))}
      {calls.length > most && (
        <li>
          <button type="button" class="button small plain" onClick={() => setMost(most + 10 * FEW)}>
            {(calls.length - most).toLocaleString()} more
          </button>
        </li>
      )}
    </ul>
  );
}

function state({ error, result, duration_ms }: Call): string {
  const time = duration_ms == null ? '' : ` in ${duration(duration_ms)}`;
  if (error) return `failed${time}`;
  return result == null && duration_ms == null ? 'no result on record' : `done${time}`;
}
