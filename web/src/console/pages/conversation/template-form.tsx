// Choosing an approved template and filling its gaps: the only thing that may be sent while the window is closed.
import { useState } from 'preact/hooks';
import { at } from '../../lib/address';
import type { Schemas } from '../../lib/api';
import { useCached } from '../../lib/cache';
import { Button } from '../../parts/button';
import { ErrorBox } from '../../parts/error-box';
import { Field } from '../../parts/field';
import { Skeleton } from '../../parts/skeleton';

type Template = Schemas['Template'];
interface Props {
  channel: string;
  busy: boolean;
  off: string | undefined;
  onSend: (chosen: Schemas['ChosenTemplate']) => void;
}

const keyOf = ({ name, language }: Template) => `${name} ${language}`;
/** What a gap is, in words: `1` or a name is in the body. */
const labelOf = (variable: string) =>
  /^\d+$/.test(variable)
    ? `Gap ${variable}`
    : variable.replace('.', ' ').replace(/^./, (letter) => letter.toUpperCase());

/** The body with what was given in its gaps. */
export const filled = (body: string, values: Record<string, string>) =>
  body.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (gap, name: string) => values[name] || gap);

export function TemplateForm({ channel, busy, off, onSend }: Props) {
  const { data, error, refresh } = useCached(at('/api/v1/channels/{id}/templates', { id: channel }));
  const [chosen, choose] = useState('');
  const [values, setValues] = useState<Record<string, string>>({});
  if (error.value && !data.value) return <ErrorBox problem={error.value} retry={() => void refresh()} />;
  if (!data.value) return <Skeleton lines={2} />;
  const approved = data.value.data.filter(({ status }) => status == 'approved');
  if (!approved.length)
    return (
      <p class="muted">
        This number has no approved template.{' '}
        {data.value.error
          ? `The list could not be fetched: ${data.value.error}. `
          : !data.value.synced_at &&
            'The list was not fetched yet: the channel needs its business account and access token. '}
        See <a href="/whatsapp">WhatsApp</a>.
      </p>
    );
  const template = approved.find((one) => keyOf(one) == chosen);
  const lacking = template?.variables.filter((name) => !values[name]?.trim()) ?? [];
  return (
    <form
      class="template-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!template || lacking.length || busy || off) return;
        const { name, language, variables } = template;
        onSend({ name, language, variables: Object.fromEntries(variables.map((one) => [one, values[one] ?? ''])) });
      }}
    >
      <Field label="Template">
        <select
          value={chosen}
          onChange={(event) => {
            choose(event.currentTarget.value);
            setValues({});
          }}
        >
          <option value="">Choose a template</option>
          {approved.map((one) => (
            <option key={keyOf(one)} value={keyOf(one)}>
              {one.name} ({one.language}, {one.category})
            </option>
          ))}
        </select>
      </Field>
      {template && (
        <>
          <p class="template-text" dir="auto">
            {filled(template.body, values)}
          </p>
          {template.variables.map((name) => (
            <Field key={name} label={labelOf(name)}>
              <input
                type="text"
                dir="auto"
                value={values[name] ?? ''}
                onInput={(event) => setValues({ ...values, [name]: event.currentTarget.value })}
              />
            </Field>
          ))}
        </>
      )}
      <div class="composer-row">
        <span class="muted">A template may cost something, and opens no window by itself.</span>
        <Button
          type="submit"
          tone="primary"
          small
          busy={busy}
          off={
            off ??
            (!template
              ? 'Choose a template first'
              : lacking.length
                ? `Fill in ${lacking.map(labelOf).join(', ')}`
                : undefined)
          }
        >
          Send the template
        </Button>
      </div>
    </form>
  );
}
