import { useRef } from 'preact/hooks';
import { number } from '../../lib/format';
import { Check } from '../../parts/form';
import { Field } from '../../parts/field';
import { named } from './draft';
import type { PartProps } from './editor';

/** Known in every conversation, or common enough to be offered. */
const OFTEN = ['name', 'email', 'phone', 'page_url', 'page_title', 'locale'];

export function PromptPart({ form, off }: PartProps) {
  const draft = form.draft.value;
  const { set, of } = form;
  const prompt = useRef<HTMLTextAreaElement>(null);
  const known = [...new Set([...OFTEN, ...draft.variables.map(({ name }) => name)])].filter(Boolean);
  const insert = (name: string) => {
    const field = prompt.current;
    if (!field || off) return;
    const { selectionStart: start, selectionEnd: end } = field;
    const put = `{{${name}}}`;
    set({ system_prompt: draft.system_prompt.slice(0, start) + put + draft.system_prompt.slice(end) });
    setTimeout(() => {
      field.focus();
      field.setSelectionRange(start + put.length, start + put.length);
    });
  };
  const used = named(draft.system_prompt, draft.welcome_text);
  return (
    <>
      <div class="form-grid">
        <Field label="Name" error={of('name')} hint="What people call it here; customers do not see it.">
          <input
            value={draft.name}
            maxLength={100}
            required
            readOnly={!!off}
            onInput={(event) => set({ name: event.currentTarget.value })}
          />
        </Field>
        <div class="field">
          <span class="muted">State</span>
          <Check
            label="Answers"
            hint="Off, conversations are recorded and nobody answers."
            checked={draft.ai_enabled}
            off={off}
            onChange={(ai_enabled) => set({ ai_enabled })}
          />
        </div>
      </div>
      <div class="prompt-grid">
        <Field
          label="Prompt"
          error={of('system_prompt')}
          hint={`${number([...draft.system_prompt].length)} of 20,000 characters. What the model is told before anything else.`}
        >
          <textarea
            ref={prompt}
            dir="auto"
            spellcheck={false}
            readOnly={!!off}
            value={draft.system_prompt}
            onInput={(event) => set({ system_prompt: event.currentTarget.value })}
          />
        </Field>
        <aside class="help-side">
          <h3>Variables</h3>
          <p>
            <code>{'{{name}}'}</code> is replaced by what is known of the conversation; what is not known leaves
            nothing.
          </p>
          <div class="row">
            {known.map((name) => (
              <button
                type="button"
                key={name}
                class="button small"
                title={`Insert {{${name}}}`}
                onClick={() => insert(name)}
              >
                {name}
              </button>
            ))}
          </div>
          <p>
            They come from the form and page of a widget, from <code>Verbatim.setVariables</code>, from a test chat, the
            API, or what was extracted.
          </p>
          {used.length > 0 && <p>Used here: {used.join(', ')}</p>}
        </aside>
      </div>
      <div class="form-grid">
        <Field
          label="Welcome"
          optional
          error={of('welcome_text')}
          hint="The first message of a test chat or widget. May name variables."
        >
          <textarea
            dir="auto"
            rows={3}
            maxLength={2000}
            readOnly={!!off}
            value={draft.welcome_text}
            onInput={(event) => set({ welcome_text: event.currentTarget.value })}
          />
        </Field>
        <Field
          label="When the model fails"
          optional
          error={of('failure_text')}
          hint="What the customer is told then; empty for nothing. The failure is on record all the same."
        >
          <textarea
            dir="auto"
            rows={3}
            maxLength={1000}
            readOnly={!!off}
            value={draft.failure_text}
            onInput={(event) => set({ failure_text: event.currentTarget.value })}
          />
        </Field>
        <Field
          label="Idle after (minutes)"
          optional
          error={of('idle_timeout_minutes')}
          hint="Without a word for so long, a conversation falls idle: 1 to 10,080. Empty for the server’s setting."
        >
          <input
            type="number"
            min={1}
            max={10080}
            readOnly={!!off}
            value={draft.idle}
            onInput={(event) => set({ idle: event.currentTarget.value })}
          />
        </Field>
      </div>
    </>
  );
}
