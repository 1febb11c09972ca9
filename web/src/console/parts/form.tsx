import './form.css';
import type { ComponentChildren } from 'preact';
import type { Form } from '../lib/form';
import type { Problem } from '../lib/problem';
import { Button } from './button';
import { ErrorBox } from './error-box';

/** What the server did not take: its words, and each field with what is wrong with it. */
export function Faults({
  problem,
  name,
}: {
  problem: Problem | undefined;
  name?: (field: string) => ComponentChildren;
}) {
  if (!problem) return null;
  if (!problem.errors.length) return <ErrorBox problem={problem} />;
  return (
    <div class="notice danger faults" role="alert">
      <div>
        <p>
          Not saved. {problem.errors.length == 1 ? 'One field has' : `${problem.errors.length} fields have`} to be
          mended:
        </p>
        <ul>
          {problem.errors.map(({ field, message }) => (
            <li key={field}>
              {name?.(field) ?? <code>{field}</code>} {message}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

interface Foot<Draft> {
  form: Form<Draft>;
  /** Why nothing may be saved. */
  off?: string | undefined;
  label?: string;
  /** Saving is meant even where nothing was typed: something new. */
  fresh?: boolean;
}

/** The end of a form: what is unsaved, and the two ways on. */
export function FormFoot<Draft>({ form, off, label = 'Save', fresh }: Foot<Draft>) {
  const dirty = form.dirty.value;
  return (
    <div class="form-foot">
      <p class="muted" role="status">
        {off ?? (dirty ? 'Not saved yet.' : '')}
      </p>
      {dirty && !fresh && <Button onClick={form.discard}>Discard changes</Button>}
      <Button
        tone="primary"
        type="submit"
        busy={form.busy.value}
        off={off ?? (!dirty && !fresh && 'Nothing has changed.')}
      >
        {label}
      </Button>
    </div>
  );
}

interface Check {
  label: ComponentChildren;
  hint?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  off?: string | undefined;
}

export function Check({ label, hint, checked, onChange, off }: Check) {
  return (
    <label class="check" title={off}>
      <input
        type="checkbox"
        checked={checked}
        disabled={!!off}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>
        {label}
        {hint && <span class="hint"> {hint}</span>}
      </span>
    </label>
  );
}
