import type { Schemas } from '../../lib/api';
import { Button } from '../../parts/button';
import { Field } from '../../parts/field';
import { Check } from '../../parts/form';
import { judge, parse } from './colour';
import { ACCENT, type Draft } from './draft';
import type { PartProps } from './editor';

export function LookPart({ form, off, assistants }: PartProps & { assistants: Schemas['Assistant'][] }) {
  const draft = form.draft.value;
  const { set, of } = form;
  return (
    <>
      <div class="form-grid">
        <Field label="Name" error={of('name')} hint="For you; visitors do not see it.">
          <input
            required
            maxLength={100}
            readOnly={!!off}
            value={draft.name}
            onInput={(event) => set({ name: event.currentTarget.value })}
          />
        </Field>
        <Field label="Assistant" error={of('assistant_id')} hint="Who answers new conversations.">
          <select
            disabled={!!off}
            value={draft.assistant_id}
            onChange={(event) => set({ assistant_id: event.currentTarget.value })}
          >
            <option value="">Nobody: people reply</option>
            {assistants.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </Field>
        <Field label="Title" error={of('settings.title')} hint="Above the chat.">
          <input
            required
            dir="auto"
            maxLength={60}
            readOnly={!!off}
            value={draft.title}
            onInput={(event) => set({ title: event.currentTarget.value })}
          />
        </Field>
        <Field label="Words on the launcher" optional error={of('settings.launcher_label')} hint="Beside its picture.">
          <input
            dir="auto"
            maxLength={40}
            readOnly={!!off}
            value={draft.launcher_label}
            onInput={(event) => set({ launcher_label: event.currentTarget.value })}
          />
        </Field>
        <Field label="Corner">
          <select
            disabled={!!off}
            value={draft.position}
            onChange={(event) => set({ position: event.currentTarget.value as Draft['position'] })}
          >
            <option value="right">Right</option>
            <option value="left">Left</option>
          </select>
        </Field>
        <Field label="Light or dark">
          <select
            disabled={!!off}
            value={draft.scheme}
            onChange={(event) => set({ scheme: event.currentTarget.value as Draft['scheme'] })}
          >
            <option value="auto">As the visitor’s system</option>
            <option value="light">Light</option>
            <option value="dark">Dark</option>
          </select>
        </Field>
      </div>
      <Colours form={form} off={off} />
      <Check
        label="Shown"
        hint="Off, it is on no page, whatever line they have."
        checked={draft.enabled}
        off={off}
        onChange={(enabled) => set({ enabled })}
      />
    </>
  );
}

function Colours({ form, off }: PartProps) {
  const { accent, on_accent } = form.draft.value;
  const { set, of } = form;
  const verdict = judge(accent, on_accent || null);
  const fault =
    of('settings.theme.accent') ??
    (!parse(accent)
      ? 'must be # and six hex digits'
      : verdict?.instead
        ? `has a contrast of ${verdict.ratio.toFixed(1)} with its text; it takes 4.5 to be read`
        : undefined);
  const { instead } = verdict ?? {};
  return (
    <div class="form-grid">
      <div class="stack">
        <Field
          label="Colour"
          error={fault}
          hint={
            !fault && verdict
              ? `Contrast with its text ${verdict.ratio.toFixed(1)}; at least 4.5 is needed.`
              : undefined
          }
        >
          <input
            class="mono"
            maxLength={7}
            readOnly={!!off}
            value={accent}
            onInput={(event) => set({ accent: event.currentTarget.value })}
          />
        </Field>
        <div class="row">
          <span class="colour">
            <input
              type="color"
              aria-label="Choose the colour"
              disabled={!!off}
              value={parse(accent) ? accent : ACCENT}
              onInput={(event) => set({ accent: event.currentTarget.value })}
            />
          </span>
          {instead && !off && (
            <Button small onClick={() => set({ accent: instead })}>
              Take {instead}, the nearest that can be read
            </Button>
          )}
        </div>
      </div>
      <Field
        label="Text on it"
        optional
        error={of('settings.theme.on_accent')}
        hint="Empty: white or black, whichever can be read."
      >
        <input
          class="mono"
          maxLength={7}
          placeholder="#ffffff"
          readOnly={!!off}
          value={on_accent}
          onInput={(event) => set({ on_accent: event.currentTarget.value })}
        />
      </Field>
    </div>
  );
}
