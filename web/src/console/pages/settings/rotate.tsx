// Another secret for a key, with some time in which both work.
import { useState } from 'preact/hooks';
import { call } from '../../lib/api';
import { invalidate } from '../../lib/cache';
import { many } from '../../lib/format';
import type { MadeKey, TracedKey } from '../../lib/traces';
import { Confirm } from '../../parts/confirm';
import { Field } from '../../parts/field';

/** The longest that the server takes: thirty days. */
const MOST = 720;

interface Props {
  key_: TracedKey;
  onMade: (key: MadeKey) => void;
  onClose: () => void;
}

export function Rotate({ key_: { id, name }, onMade, onClose }: Props) {
  const [hours, setHours] = useState('24');
  const overlap = Number(hours);
  const good = hours.trim() !== '' && Number.isInteger(overlap) && overlap >= 0 && overlap <= MOST;
  const run = async () => {
    if (!good) throw new Error(`Say a whole number of hours, 0 to ${MOST}.`);
    onMade(await call<MadeKey>('POST', `/api/v1/keys/${id}/rotate`, { overlap_hours: overlap }));
    invalidate('/api/v1/keys');
  };
  return (
    <Confirm title={`Rotate ${name}?`} label="Make a new secret" tone="primary" run={run} onClose={onClose}>
      <Field
        label="Hours in which the old secret works, too"
        error={good ? undefined : `A whole number of hours, 0 to ${MOST}.`}
      >
        <input
          type="number"
          min={0}
          max={MOST}
          step={1}
          required
          value={hours}
          onInput={(event) => setHours(event.currentTarget.value)}
        />
      </Field>
      <p>
        {overlap
          ? `Put the new secret in place within ${many(overlap, 'hour')}; then the old one ends.`
          : 'The old secret ends at once: programs that use it are refused until they have the new one.'}
      </p>
    </Confirm>
  );
}
