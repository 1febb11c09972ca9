// What can be done with what is chosen. It takes the place of the filters, so that nothing moves.
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { reachable } from '../../lib/api';
import { useCached } from '../../lib/cache';
import { many, number } from '../../lib/format';
import { asProblem } from '../../lib/problem';
import { whyNot } from '../../lib/session';
import { toast } from '../../lib/toasts';
import { Button } from '../../parts/button';
import { Chip } from '../../parts/chip';
import { Combobox } from '../../parts/combobox';
import { Dialog } from '../../parts/dialog';
import { Field } from '../../parts/field';
import {
  asking,
  chooseAllMatching,
  deleteChosen,
  deleteIds,
  deleteMatching,
  exporting,
  tag,
  tagging,
  type Progress,
} from './acts';
import { TAGS } from './filter-pickers';
import type { Rows } from './rows';
import { allMatching, chosen, unchoose } from './state';

export const anyChosen = () => allMatching.value != null || chosen.value.size > 0;
const away = () => (reachable.value ? undefined : 'The server cannot be reached just now.');

export function BulkBar({ rows }: { rows: Rows }) {
  const matching = allMatching.value;
  const counting = useSignal(false);
  const count = matching ?? chosen.value.size;
  return (
    <div class="bulk" role="group" aria-label="Selected conversations">
      <span role="status">
        {matching != null ? `All ${number(count)} matching selected` : `${number(count)} selected`}
      </span>
      {matching == null && (
        <Button
          small
          tone="quiet"
          busy={counting.value}
          off={whyNot('delete') && 'Counting all that match needs the right to delete.'}
          onClick={async () => {
            counting.value = true;
            await chooseAllMatching();
            counting.value = false;
          }}
        >
          Select all that match
        </Button>
      )}
      <Button small off={whyNot('review') ?? away()} onClick={() => (tagging.value = true)}>
        Tag
      </Button>
      <Button small off={away()} onClick={() => (exporting.value = true)}>
        Export
      </Button>
      <Button small tone="danger" off={whyNot('delete') ?? away()} onClick={() => deleteChosen(rows)}>
        Delete
      </Button>
      <Button small tone="quiet" onClick={unchoose}>
        Clear
      </Button>
    </div>
  );
}

/** Deleting many is asked once, with the number. */
export function AskDelete({ rows }: { rows: Rows }) {
  const asked = asking.value;
  if (!asked) return null;
  const close = () => (asking.value = null);
  return (
    <Dialog title={`Delete ${many(asked.count, 'conversation')}?`} onClose={close}>
      <p>
        Their messages, variables, scores and files go with them. You can undo this for 10 seconds; after that they are
        gone for good.
      </p>
      <div class="dialog-foot">
        <Button onClick={close}>Keep them</Button>
        <Button
          tone="danger"
          onClick={() => {
            close();
            if (asked.matching) deleteMatching(asked.count, rows);
            else deleteIds([...chosen.peek()], rows);
          }}
        >
          Delete {number(asked.count)}
        </Button>
      </div>
    </Dialog>
  );
}

export function TagDialog() {
  const tags = useCached(TAGS).data.value?.data ?? [];
  const add = useSignal<string[]>([]);
  const remove = useSignal<string[]>([]);
  const progress = useSignal<Progress | null>(null);
  const stopped = useRef(false);
  const count = allMatching.value ?? chosen.value.size;
  const close = () => {
    stopped.current = true;
    tagging.value = false;
  };
  const run = async () => {
    progress.value = { done: 0, failed: 0, of: count };
    try {
      const { done, failed } = await tag(
        add.value,
        remove.value,
        (now) => (progress.value = now),
        () => stopped.current,
      );
      toast(
        failed
          ? `${many(done, 'conversation')} tagged, ${number(failed)} failed.`
          : `${many(done, 'conversation')} tagged.`,
        {
          tone: failed ? 'danger' : 'plain',
        },
      );
      close();
    } catch (thrown) {
      toast(asProblem(thrown).message, { tone: 'danger' });
      progress.value = null;
    }
  };
  const field = (label: string, list: typeof add) => (
    <>
      <Field label={label}>
        <Combobox
          free
          many
          options={tags
            .filter(({ tag }) => !list.value.includes(tag))
            .map(({ tag, conversations }) => ({ value: tag, label: tag, note: number(conversations) }))}
          onChoose={(tag) => (list.value = [...list.value, tag])}
        />
      </Field>
      {list.value.length > 0 && (
        <p class="row">
          {list.value.map((tag) => (
            <Chip key={tag} name={tag} onRemove={() => (list.value = list.value.filter((one) => one != tag))}>
              {tag}
            </Chip>
          ))}
        </p>
      )}
    </>
  );
  const now = progress.value;
  return (
    <Dialog title={`Tag ${many(count, 'conversation')}`} onClose={close}>
      {now ? (
        <div class="stack">
          <progress max={now.of} value={now.done + now.failed} aria-label="Progress" />
          <p role="status">
            {number(now.done)} of {number(now.of)} tagged{now.failed ? `, ${number(now.failed)} failed` : ''}.
          </p>
          <div class="dialog-foot">
            <Button onClick={close}>Stop</Button>
          </div>
        </div>
      ) : (
        <div class="stack">
          {field('Add', add)}
          {field('Remove', remove)}
          <div class="dialog-foot">
            <Button onClick={close}>Cancel</Button>
            <Button
              tone="primary"
              off={!add.value.length && !remove.value.length && 'Choose a tag first.'}
              onClick={() => void run()}
            >
              Apply
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
