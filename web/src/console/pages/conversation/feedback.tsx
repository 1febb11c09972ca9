// Named scores of the whole or of one message, each with its reason, and who gave it.
import { useState } from 'preact/hooks';
import { whyNot } from '../../lib/session';
import { Button } from '../../parts/button';
import { Combobox } from '../../parts/combobox';
import { Field } from '../../parts/field';
import { Icon } from '../../parts/icon';
import { RelativeTime } from '../../parts/relative-time';
import { asProblem, type Problem } from '../../lib/problem';
import type { Message, Score } from './model';
import { Empty } from './nothing';
import { removeScore, setScore, useScores } from './scores';
import { Section } from './section';

interface Props {
  id: string;
  chosen: Message | undefined;
  onChoose: (id: string) => void;
}

const NONE: Score[] = [];
const USUAL = ['helpful', 'correct', 'tone', 'resolved', 'quality'];

export function Feedback({ id, chosen, onChoose }: Props) {
  const all = useScores(id).data.value?.data ?? NONE;
  const [adding, add] = useState(false);
  return (
    <Section
      title="Feedback"
      act={
        !adding && (
          <Button small off={whyNot('review')} onClick={() => add(true)}>
            Add a score
          </Button>
        )
      }
    >
      {!all.length && !adding && <Empty>Nobody has judged this yet.</Empty>}
      <ul class="scores">
        {all.map((score, place) => (
          <li key={score.mine ? `${score.name} ${score.message_id}` : place}>
            <span class="score-line">
              <b dir="auto">{score.name == 'user_feedback' ? 'Thumbs' : score.name}</b>
              <span class="score-value">{valueOf(score)}</span>
              {score.mine && (
                <button
                  type="button"
                  class="icon-button"
                  aria-label={`Take back ${score.name}`}
                  title="Take back"
                  onClick={() => void removeScore(id, all, score).catch(() => {})}
                >
                  <Icon name="close" />
                </button>
              )}
            </span>
            {score.reason && <span dir="auto">{score.reason}</span>}
            <span class="muted">
              {score.author}
              {score.source != 'ui' && ` (${score.source})`}, <RelativeTime at={score.set_at} />
              {score.message_id && (
                <>
                  {' · '}
                  <a
                    href={`#m-${score.message_id}`}
                    onClick={(event) => {
                      event.preventDefault();
                      onChoose(score.message_id ?? '');
                    }}
                  >
                    of a message
                  </a>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      {adding && <Add id={id} all={all} chosen={chosen} onDone={() => add(false)} />}
    </Section>
  );
}

function valueOf({ name, value, category }: Score): string {
  if (name == 'user_feedback' && value != null) return value ? 'Up' : 'Down';
  return category ?? `${value ?? ''}`;
}

function Add({
  id,
  all,
  chosen,
  onDone,
}: {
  id: string;
  all: Score[];
  chosen: Message | undefined;
  onDone: () => void;
}) {
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  const [reason, setReason] = useState('');
  const [ofMessage, setOfMessage] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const names = [...new Set([...all.map((score) => score.name), ...USUAL])].filter((one) => one != 'user_feedback');
  const save = async () => {
    const number = Number(value.replace(',', '.'));
    const isNumber = value.trim() !== '' && Number.isFinite(number);
    setBusy(true);
    setProblem(undefined);
    try {
      await setScore(id, all, {
        name: name.trim(),
        value: isNumber ? number : null,
        category: isNumber ? null : value.trim() || null,
        reason: reason.trim() || null,
        message_id: ofMessage && chosen ? chosen.id : null,
      });
      onDone();
    } catch (thrown) {
      setProblem(asProblem(thrown));
    } finally {
      setBusy(false);
    }
  };
  const missing = !name.trim() ? 'Give it a name first' : !value.trim() ? 'Give it a value first' : undefined;
  return (
    <form
      class="stack add-score"
      onSubmit={(event) => {
        event.preventDefault();
        if (!missing && !busy) void save();
      }}
    >
      <div class="field">
        <span aria-hidden="true">Name</span>
        <Combobox
          name="Name of the score"
          free
          autofocus
          options={names.map((one) => ({ value: one, label: one }))}
          value={name}
          onChoose={setName}
        />
      </div>
      <Field label="Value" hint="A number, or a word" error={problem?.of('value') ?? problem?.of('category')}>
        <input type="text" autocomplete="off" value={value} onInput={(event) => setValue(event.currentTarget.value)} />
      </Field>
      <Field label="Reason" optional error={problem?.of('reason')}>
        <textarea rows={2} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
      </Field>
      {chosen && (
        <label class="check">
          <input type="checkbox" checked={ofMessage} onChange={(event) => setOfMessage(event.currentTarget.checked)} />
          Only of the chosen message
        </label>
      )}
      <div class="row">
        <Button type="submit" tone="primary" small busy={busy} off={missing}>
          Save
        </Button>
        <Button small tone="quiet" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
