import { caps, known } from '../lib/keys';
import { singleKeys } from '../lib/settings';
import { Dialog } from '../parts/dialog';
import { helpOpen } from './everywhere';

/** The keys that work on this page, and the switch for single letters. */
export default function Help() {
  const seen = new Set<string>();
  const here = known.value.filter(({ keys, quiet }) => !quiet && !seen.has(keys) && seen.add(keys));
  return (
    <Dialog title="Keys that work here" onClose={() => (helpOpen.value = false)}>
      <dl class="keys">
        {here.map(({ keys, label }) => (
          <div key={keys}>
            <dt>
              {caps(keys).map((cap) => (
                <kbd key={cap}>{cap}</kbd>
              ))}
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
      <label class="check">
        <input
          type="checkbox"
          checked={singleKeys.value == 'on'}
          onChange={(event) => (singleKeys.value = event.currentTarget.checked ? 'on' : 'off')}
        />
        Single letters are keys
      </label>
    </Dialog>
  );
}
