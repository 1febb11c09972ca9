import { useEffect, useState } from 'preact/hooks';
import { api, type Schemas } from '../../lib/api';
import { invalidate } from '../../lib/cache';
import { many, number } from '../../lib/format';
import { given } from '../../lib/given';
import { asProblem, type Problem } from '../../lib/problem';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { ErrorBox } from '../../parts/error-box';

type Summary = Schemas['ReplaySummary'];

/** Counts what is meant, then replays it piece by piece and says what came of it. */
export function ReplayMany({ filter, onClose }: { filter: Schemas['DeliveryFilter']; onClose: () => void }) {
  const [matched, setMatched] = useState<number>();
  const [done, setDone] = useState<Omit<Summary, 'dry_run'>>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const ask = async (body: Schemas['ReplayRequest']) => given(await api.POST('/api/v1/deliveries/replay', { body }));

  useEffect(() => {
    ask({ filter, dry_run: true }).then(
      (answer) => setMatched(answer.matched ?? 0),
      (thrown: unknown) => setProblem(asProblem(thrown)),
    );
  }, []);
  const run = async () => {
    setBusy(true);
    setProblem(undefined);
    let sum = done ?? { replayed: 0, changed: 0, fresh: 0, refused: 0 };
    let cursor = done?.next_cursor;
    try {
      do {
        const answer: Summary = await ask({ filter, dry_run: false, ...(cursor && { cursor }) });
        sum = {
          replayed: sum.replayed + answer.replayed,
          changed: sum.changed + answer.changed,
          fresh: sum.fresh + answer.fresh,
          refused: sum.refused + answer.refused,
          next_cursor: answer.next_cursor ?? null,
        };
        cursor = answer.next_cursor;
        setDone(sum);
      } while (cursor);
      invalidate('/api/v1/deliveries', '/api/v1/conversations');
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
    setBusy(false);
  };
  const over = done && !done.next_cursor && !busy;
  return (
    <Dialog title="Replay deliveries" onClose={onClose}>
      <p>
        Each is read once more as if it had just come. What is on record already stays as it is: replaying twice changes
        nothing.
      </p>
      <p role="status">
        {done
          ? `${many(done.replayed, 'delivery', 'deliveries')} replayed, ${number(done.changed)} had something new, ${number(done.refused)} are still refused.`
          : matched === undefined
            ? !problem && 'Counting…'
            : `${many(matched, 'delivery', 'deliveries')} of this filter.`}
      </p>
      {problem && <ErrorBox problem={problem} />}
      <div class="dialog-foot">
        <Button onClick={onClose}>{over ? 'Done' : 'Cancel'}</Button>
        {!over && (
          <Button tone="primary" busy={busy} off={!matched && 'There is nothing to replay.'} onClick={() => void run()}>
            Replay{matched ? ` ${number(matched)}` : ''}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
