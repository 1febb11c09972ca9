import './form.css';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { asProblem, type Problem } from '../lib/problem';
import { Button } from './button';
import { Dialog } from './dialog';
import { ErrorBox } from './error-box';
import { Field } from './field';

interface Props {
  title: string;
  children: ComponentChildren;
  label: string;
  tone?: 'danger' | 'primary';
  /** Has to be typed first, for what cannot be taken back. */
  typed?: string;
  run: () => Promise<void>;
  onClose: () => void;
}

/** Asks before something is done; stays with the reason where it did not work. */
export function Confirm({ title, children, label, tone = 'danger', typed, run, onClose }: Props) {
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const [text, setText] = useState('');
  const go = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    try {
      await run();
      onClose();
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form class="stack" onSubmit={(event) => void go(event)}>
        {children}
        {typed !== undefined && (
          <Field label={`Type ${typed} to go on`}>
            <input autocomplete="off" value={text} onInput={(event) => setText(event.currentTarget.value)} />
          </Field>
        )}
        {problem && <ErrorBox problem={problem} />}
        <div class="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            tone={tone}
            type="submit"
            busy={busy}
            off={typed !== undefined && text.trim() != typed && `Type ${typed} first.`}
          >
            {label}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
