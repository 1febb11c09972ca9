import { Button } from '../../parts/button';
import { Field } from '../../parts/field';
import { Icon } from '../../parts/icon';
import type { Draft, Variable } from './draft';
import type { PartProps } from './editor';

const TYPES: Variable['type'][] = ['text', 'number', 'integer', 'boolean', 'date', 'choice'];

export function ExtractionPart({ form, off }: PartProps) {
  const { variables, when, extraction_model, provider } = form.draft.value;
  const change = (at: number, part: Partial<Variable>) =>
    form.set({ variables: variables.map((one, index) => (index == at ? { ...one, ...part } : one)) });
  return (
    <>
      <p class="muted">
        What is to be found out in a conversation. The model is asked for these; a value that is not of its type is
        refused rather than recorded.
      </p>
      {provider != 'openai' && (
        <p class="notice warning">Only an assistant with a model can extract; see “Model and price”.</p>
      )}
      {variables.length > 0 && (
        <div class="table-scroll" role="region" aria-label="Variables to extract" tabIndex={0}>
          <table class="table variables-table">
            <caption class="visually-hidden">Variables to extract</caption>
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Type</th>
                <th scope="col">Description</th>
                <th scope="col">Required</th>
                <th scope="col">
                  <span class="visually-hidden">Remove</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {variables.map((one, at) => (
                <Row
                  key={at}
                  one={one}
                  off={off}
                  of={(name) => form.of(`extraction.variables[${at}].${name}`)}
                  change={(part) => change(at, part)}
                  remove={() => form.set({ variables: variables.filter((_, index) => index != at) })}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {form.of('extraction.variables') && <p class="notice danger">{form.of('extraction.variables')}</p>}
      <div class="row">
        <Button
          onClick={() =>
            form.set({ variables: [...variables, { name: '', type: 'text', description: '', required: false }] })
          }
          off={off ?? (variables.length >= 50 && 'At most 50 variables.')}
        >
          Add a variable
        </Button>
      </div>
      {variables.length > 0 && (
        <div class="form-grid">
          <Field label="When" hint="At the end: once the conversation has ended or fallen idle.">
            <select
              disabled={!!off}
              value={when}
              onChange={(event) => form.set({ when: event.currentTarget.value as Draft['when'] })}
            >
              <option value="turn">After each answer</option>
              <option value="end">At the end</option>
            </select>
          </Field>
          <Field
            label="Another model"
            optional
            error={form.of('extraction.model')}
            hint="At the same address, for example a cheaper one."
          >
            <input
              readOnly={!!off}
              value={extraction_model}
              onInput={(event) => form.set({ extraction_model: event.currentTarget.value })}
            />
          </Field>
        </div>
      )}
    </>
  );
}

interface Props {
  one: Variable;
  off: string | undefined;
  of: (name: string) => string | undefined;
  change: (part: Partial<Variable>) => void;
  remove: () => void;
}

function Row({ one, off, of, change, remove }: Props) {
  const named = one.name || 'the new variable';
  return (
    <tr>
      <td>
        <div class="field">
          <input
            class="mono"
            aria-label="Name"
            aria-invalid={of('name') ? 'true' : undefined}
            readOnly={!!off}
            maxLength={64}
            value={one.name}
            onInput={(event) => change({ name: event.currentTarget.value })}
          />
          {of('name') && <p class="fault">{of('name')}</p>}
        </div>
      </td>
      <td>
        <select
          aria-label={`Type of ${named}`}
          disabled={!!off}
          value={one.type}
          onChange={(event) => {
            const type = event.currentTarget.value as Variable['type'];
            change({ type, choices: type == 'choice' ? (one.choices ?? []) : undefined });
          }}
        >
          {TYPES.map((type) => (
            <option key={type}>{type}</option>
          ))}
        </select>
      </td>
      <td>
        <div class="field">
          <input
            aria-label={`Description of ${named}`}
            aria-invalid={of('description') ? 'true' : undefined}
            dir="auto"
            readOnly={!!off}
            maxLength={1000}
            placeholder="What it means, told to the model"
            value={one.description ?? ''}
            onInput={(event) => change({ description: event.currentTarget.value })}
          />
          {one.type == 'choice' && (
            <input
              aria-label={`Choices of ${named}, with commas between them`}
              aria-invalid={of('choices') ? 'true' : undefined}
              readOnly={!!off}
              placeholder="Choices: calm, angry"
              defaultValue={(one.choices ?? []).join(', ')}
              onInput={(event) =>
                change({
                  choices: event.currentTarget.value
                    .split(',')
                    .map((part) => part.trim())
                    .filter(Boolean),
                })
              }
            />
          )}
          {(of('description') ?? of('choices')) && <p class="fault">{of('description') ?? of('choices')}</p>}
        </div>
      </td>
      <td>
        <input
          type="checkbox"
          aria-label={`${named} is required`}
          disabled={!!off}
          checked={one.required ?? false}
          onChange={(event) => change({ required: event.currentTarget.checked })}
        />
      </td>
      <td>
        {!off && (
          <button type="button" class="icon-button" aria-label={`Remove ${named}`} onClick={remove}>
            <Icon name="close" />
          </button>
        )}
      </td>
    </tr>
  );
}
