import { Check } from '../../parts/form';
import { Field } from '../../parts/field';
import type { Draft } from './draft';
import type { PartProps } from './editor';

const PROVIDERS: { id: Draft['provider']; label: string }[] = [
  { id: 'openai', label: 'A model with OpenAI’s API: OpenAI, vLLM, llama.cpp, Ollama, gateways' },
  { id: 'http', label: 'An address of your own' },
  { id: 'demo', label: 'No model: repeats what was recorded' },
];

type Texts =
  'base_url' | 'model' | 'temperature' | 'max_output_tokens' | 'seconds' | 'tokens' | 'history_tokens' | 'rounds';

export function ModelPart({ form, off, hasKey }: PartProps & { hasKey: boolean }) {
  const draft = form.draft.value;
  const { set, of } = form;
  const field = (
    name: Texts,
    label: string,
    path: string,
    hint: string,
    more: Record<string, unknown> = { type: 'number' },
  ) => (
    <Field label={label} error={of(path)} hint={hint}>
      <input
        readOnly={!!off}
        value={draft[name]}
        onInput={(event) => set({ [name]: event.currentTarget.value })}
        {...more}
      />
    </Field>
  );
  const model = draft.provider == 'openai';
  return (
    <>
      <section class="card">
        <h2>Who answers</h2>
        <Field label="Provider" error={of('provider')}>
          <select
            disabled={!!off}
            value={draft.provider}
            onChange={(event) => set({ provider: event.currentTarget.value as Draft['provider'] })}
          >
            {PROVIDERS.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </Field>
        {draft.provider != 'demo' && (
          <div class="form-grid">
            {field(
              'base_url',
              'Address',
              'base_url',
              model
                ? 'Where the API begins, such as https://api.openai.com/v1.'
                : 'Called with POST for each answer, signed.',
              {
                type: 'url',
              },
            )}
            {model &&
              field('model', 'Model', 'model', 'By its provider’s name, such as gpt-4.1-mini.', { type: 'text' })}
          </div>
        )}
        {model && (
          <div class="form-grid">
            <Field
              label={hasKey ? 'Replace the key' : 'Key'}
              optional
              error={of('api_key')}
              hint={
                hasKey
                  ? 'A key is stored. It is sealed and never shown; leave this empty to keep it.'
                  : 'Stored sealed and never shown again.'
              }
            >
              <input
                type="password"
                autocomplete="off"
                readOnly={!!off || draft.forget_key}
                value={draft.api_key}
                onInput={(event) => set({ api_key: event.currentTarget.value })}
              />
            </Field>
            {hasKey && (
              <Check
                label="Forget the stored key"
                checked={draft.forget_key}
                off={off}
                onChange={(forget_key) => set({ forget_key, api_key: '' })}
              />
            )}
          </div>
        )}
      </section>
      {model && (
        <section class="card">
          <h2>Options</h2>
          <div class="form-grid">
            {field('temperature', 'Temperature', 'options.temperature', '0 to 2; empty leaves it to the model.', {
              type: 'number',
              min: 0,
              max: 2,
              step: 'any',
            })}
            {field(
              'max_output_tokens',
              'Tokens of one completion',
              'options.max_output_tokens',
              'At most; empty leaves it to the model.',
            )}
          </div>
          <Check
            label="Word by word"
            hint="Off for servers that cannot, or that count tokens only of what they say at once."
            checked={draft.stream}
            off={off}
            onChange={(stream) => set({ stream })}
          />
        </section>
      )}
      <section class="card">
        <h2>Limits of one answer</h2>
        <p class="muted">
          All its calls of model and tools together. An answer that goes beyond is stopped, and the failure is on
          record.
        </p>
        <div class="form-grid">
          {field('seconds', 'Seconds', 'limits.seconds', '1 to 900.')}
          {field('rounds', 'Rounds of tools', 'limits.rounds', '1 to 32; then it must answer.')}
          {field('tokens', 'Tokens', 'limits.tokens', 'Empty for no limit.')}
          {field(
            'history_tokens',
            'Tokens of history',
            'limits.history_tokens',
            'How much of the conversation the model is told.',
          )}
        </div>
      </section>
      <PriceCard form={form} off={off} />
    </>
  );
}

const PRICES = [
  ['input', 'Input'],
  ['output', 'Output'],
  ['cache_read', 'Cached input'],
  ['cache_write', 'Cache writing'],
  ['reasoning', 'Reasoning'],
] as const;

function PriceCard({ form, off }: PartProps) {
  const { price } = form.draft.value;
  return (
    <section class="card">
      <h2>Price of a million tokens</h2>
      <p class="muted">
        In the project’s currency. Left empty, the project’s own price of the model holds, then the shipped list. Of
        what the last three leave out, the price is that of other input or output.{' '}
        <a href="/settings/prices">Prices of models</a>
      </p>
      <div class="form-grid">
        {PRICES.map(([name, label]) => (
          <Field
            key={name}
            label={label}
            error={form.of(`price.${name}`) ?? (name == 'input' ? form.of('price') : undefined)}
          >
            <input
              inputMode="decimal"
              readOnly={!!off}
              value={price[name]}
              onInput={(event) => form.set({ price: { ...price, [name]: event.currentTarget.value } })}
            />
          </Field>
        ))}
      </div>
    </section>
  );
}
