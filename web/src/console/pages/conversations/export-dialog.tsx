// The list as a file. The browser fetches it as a download, so that neither this page nor the server holds it whole.
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { address } from '../../lib/address';
import { many, number } from '../../lib/format';
import { asProblem } from '../../lib/problem';
import { search } from '../../lib/router';
import { serverNow } from '../../lib/time';
import { toast } from '../../lib/toasts';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { exporting } from './acts';
import { exportChosen } from './export-chosen';
import { listQuery } from './query';
import { allMatching, chosen } from './state';

const FORMATS = [
  { value: 'csv', label: 'CSV', note: 'for spreadsheets; cells that could be formulas are made harmless' },
  { value: 'jsonl', label: 'JSON Lines', note: 'one conversation a line, for programs' },
  { value: 'json', label: 'JSON', note: 'one document' },
];

export function ExportDialog() {
  const format = useSignal('csv');
  const messages = useSignal(false);
  const done = useSignal<number | null>(null);
  const stop = useRef(new AbortController());
  const some = allMatching.value == null && chosen.value.size > 0;
  const close = () => {
    stop.current.abort();
    exporting.value = false;
  };
  const url = address<never>('/api/v1/conversations/export', {
    ...listQuery(search.value, serverNow()),
    format: format.value,
    messages: messages.value || null,
  });
  const gather = async () => {
    done.value = 0;
    try {
      await exportChosen(
        [...chosen.peek()],
        format.value,
        messages.value,
        (count) => (done.value = count),
        stop.current.signal,
      );
      toast(`${many(chosen.peek().size, 'conversation')} exported.`);
      close();
    } catch (thrown) {
      done.value = null;
      if (!stop.current.signal.aborted) toast(asProblem(thrown).message, { tone: 'danger' });
    }
  };
  // The server makes CSV for a filter; single conversations are put together here, as JSON.
  const formats = some ? FORMATS.slice(1) : FORMATS;
  if (some && format.value == 'csv') format.value = 'jsonl';
  return (
    <Dialog
      title={some ? `Export ${many(chosen.value.size, 'conversation')}` : 'Export what the list shows'}
      onClose={close}
    >
      <fieldset class="stack">
        <legend class="visually-hidden">Format</legend>
        {formats.map(({ value, label, note }) => (
          <label key={value} class="check">
            <input type="radio" name="format" checked={format.value == value} onChange={() => (format.value = value)} />
            <span>
              {label} <span class="muted">{note}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <label class="check">
        <input
          type="checkbox"
          checked={messages.value}
          onChange={(event) => (messages.value = event.currentTarget.checked)}
        />
        With all messages
      </label>
      <p class="muted">Times are in UTC. The file ends with a mark, so that one that was cut off shows.</p>
      {done.value != null && (
        <>
          <progress max={chosen.value.size} value={done.value} aria-label="Progress" />
          <p role="status">
            {number(done.value)} of {number(chosen.value.size)}
          </p>
        </>
      )}
      <div class="dialog-foot">
        <Button onClick={close}>Cancel</Button>
        {some ? (
          <Button tone="primary" busy={done.value != null} onClick={() => void gather()}>
            Export
          </Button>
        ) : (
          <a
            class="button primary"
            href={url}
            download={`conversations.${format.value}`}
            onClick={() => {
              toast('The download has begun; your browser shows how far it is.');
              setTimeout(close);
            }}
          >
            Export
          </a>
        )}
      </div>
    </Dialog>
  );
}
