import { Button } from '../../parts/button';
import { Field } from '../../parts/field';
import { Check } from '../../parts/form';
import { Icon } from '../../parts/icon';
import { Lines } from '../../parts/lines';
import type { WidgetField } from './draft';
import type { PartProps } from './editor';

const LOCALES = [
  ['', 'As the page or browser says'],
  ['en', 'English'],
  ['de', 'Deutsch'],
  ['es', 'Español'],
  ['fr', 'Français'],
  ['pt', 'Português'],
  ['ar', 'العربية'],
] as const;

export function WordsPart({ form, off }: PartProps) {
  const draft = form.draft.value;
  const { set, of } = form;
  const change = (at: number, part: Partial<WidgetField>) =>
    set({ fields: draft.fields.map((one, index) => (index == at ? { ...one, ...part } : one)) });
  return (
    <>
      <section class="card">
        <h2>Suggestions</h2>
        <p class="muted">Questions to begin with; each is a button until the first message.</p>
        <Lines
          one="suggestion"
          lines={draft.suggestions}
          most={6}
          longest={80}
          off={off}
          fault={(at) => of(`settings.suggestions[${at}]`)}
          onChange={(suggestions) => set({ suggestions })}
        />
        {of('settings.suggestions') && <p class="fault">{of('settings.suggestions')}</p>}
      </section>
      <section class="card">
        <h2>Form before the chat</h2>
        <p class="muted">
          The answers become variables of the conversation. Visitors whom your site has signed in are not asked.
        </p>
        {draft.fields.map((field, at) => (
          <Question
            key={at}
            field={field}
            off={off}
            of={(name) => of(`settings.form.fields[${at}].${name}`)}
            change={(part) => change(at, part)}
            remove={() => set({ fields: draft.fields.filter((_, index) => index != at) })}
          />
        ))}
        <div class="row">
          <Button
            small
            off={off ?? (draft.fields.length >= 12 && 'At most 12 questions.')}
            onClick={() =>
              set({ fields: [...draft.fields, { name: '', label: '', type: 'text', required: false, options: [] }] })
            }
          >
            Add a question
          </Button>
        </div>
      </section>
      <section class="card">
        <h2>Consent</h2>
        <p class="muted">Asked for before anything is stored or sent. Left empty, nothing is asked.</p>
        <Field label="Words" optional error={of('settings.consent.text')}>
          <textarea
            rows={3}
            dir="auto"
            maxLength={500}
            readOnly={!!off}
            value={draft.consent}
            onInput={(event) => set({ consent: event.currentTarget.value })}
          />
        </Field>
        <Field label="Where more is said" optional error={of('settings.consent.link')}>
          <input
            type="url"
            placeholder="https://shop.example/privacy"
            readOnly={!!off}
            value={draft.consent_link}
            onInput={(event) => set({ consent_link: event.currentTarget.value })}
          />
        </Field>
      </section>
      <Field label="Language of its own words" error={of('settings.locale')}>
        <select disabled={!!off} value={draft.locale} onChange={(event) => set({ locale: event.currentTarget.value })}>
          {LOCALES.map(([tag, label]) => (
            <option key={tag} value={tag}>
              {label}
            </option>
          ))}
          {!LOCALES.some(([tag]) => tag == draft.locale) && <option>{draft.locale}</option>}
        </select>
      </Field>
    </>
  );
}

const TYPES: WidgetField['type'][] = ['text', 'email', 'phone', 'number', 'date', 'list', 'checkbox', 'link'];

interface Props {
  field: WidgetField;
  off: string | undefined;
  of: (name: string) => string | undefined;
  change: (part: Partial<WidgetField>) => void;
  remove: () => void;
}

function Question({ field, off, of, change, remove }: Props) {
  const named = field.label || field.name || 'the new question';
  return (
    <div class="question" role="group" aria-label={named}>
      <Field label="Visitors read" error={of('label')}>
        <input
          dir="auto"
          maxLength={100}
          readOnly={!!off}
          value={field.label}
          onInput={(event) => change({ label: event.currentTarget.value })}
        />
      </Field>
      <Field label="Variable" error={of('name')}>
        <input
          class="mono"
          maxLength={60}
          readOnly={!!off}
          value={field.name}
          onInput={(event) => change({ name: event.currentTarget.value })}
        />
      </Field>
      <Field label="Type" error={of('type')}>
        <select
          disabled={!!off}
          value={field.type}
          onChange={(event) => {
            const type = event.currentTarget.value as WidgetField['type'];
            change({ type, options: type == 'list' ? (field.options ?? []) : [] });
          }}
        >
          {TYPES.map((type) => (
            <option key={type}>{type}</option>
          ))}
        </select>
      </Field>
      <Check
        label="Required"
        checked={field.required ?? false}
        off={off}
        onChange={(required) => change({ required })}
      />
      {off ? (
        <span />
      ) : (
        <button type="button" class="icon-button" aria-label={`Remove ${named}`} onClick={remove}>
          <Icon name="close" />
        </button>
      )}
      {field.type == 'list' && (
        <div class="wide">
          <Field label="Choices, one a line" error={of('options')}>
            <textarea
              rows={3}
              dir="auto"
              readOnly={!!off}
              defaultValue={(field.options ?? []).join('\n')}
              onInput={(event) =>
                change({
                  options: event.currentTarget.value
                    .split('\n')
                    .map((one) => one.trim())
                    .filter(Boolean),
                })
              }
            />
          </Field>
        </div>
      )}
    </div>
  );
}
