import { Field } from '../../parts/field';
import type { PartProps } from './editor';

const FIELDS = [
  [
    'transcription_model',
    'Model that writes down',
    'For voice notes, and for visitors whose browser cannot hear. Empty leaves it to browsers.',
  ],
  ['speech_model', 'Model that speaks', 'For visitors whose browser cannot speak. Empty leaves it to browsers.'],
  ['voice', 'Voice', 'By the provider’s name, such as alloy.'],
] as const;

export function SpeechPart({ form, off }: PartProps) {
  const draft = form.draft.value;
  return (
    <>
      <p class="muted">
        Spoken words are recorded as text; sound is not kept, and what hearing and speaking cost is not on record.
        Models are asked at the assistant’s own address.
      </p>
      <div class="form-grid">
        {FIELDS.map(([name, label, hint]) => (
          <Field key={name} label={label} optional hint={hint} error={form.of(`speech.${name}`)}>
            <input
              readOnly={!!off}
              value={draft[name]}
              onInput={(event) => form.set({ [name]: event.currentTarget.value })}
            />
          </Field>
        ))}
      </div>
      {form.of('speech') && <p class="notice danger">{form.of('speech')}</p>}
    </>
  );
}
