import { useRef } from 'preact/hooks';
import { Button } from '../../parts/button';
import { Check } from '../../parts/form';
import { Field } from '../../parts/field';
import { NO_ARGUMENTS, type Draft, type ToolDraft } from './draft';
import type { PartProps } from './editor';
import { schemaFaults, type SchemaFault } from './schema';

const OURS: { id: Draft['builtin_tools'][number]; label: string; hint: string }[] = [
  { id: 'hand_over', label: 'Hand over to a person', hint: 'Falls silent in the conversation and tells webhooks.' },
  { id: 'end_conversation', label: 'End the conversation', hint: 'When all is said.' },
  { id: 'set_variable', label: 'Remember a fact', hint: 'As a variable of the conversation.' },
];

const EXAMPLE = `{
  "type": "object",
  "properties": {
    "order": { "type": "integer", "description": "The number of the order." }
  },
  "required": ["order"]
}`;

export function ToolsPart({ form, off, newSecret }: PartProps & { newSecret?: (() => void) | undefined }) {
  const { tools, builtin_tools, provider } = form.draft.value;
  const change = (at: number, part: Partial<ToolDraft>) =>
    form.set({ tools: tools.map((tool, index) => (index == at ? { ...tool, ...part } : tool)) });
  const add = () =>
    form.set({ tools: [...tools, { name: '', description: '', parameters: EXAMPLE, url: '', timeout: '10' }] });
  return (
    <>
      {provider != 'openai' && (
        <p class="notice warning">Only an assistant with a model can use tools; see “Model and price”.</p>
      )}
      <section class="card">
        <h2>Tools of ours</h2>
        {OURS.map(({ id, label, hint }) => (
          <Check
            key={id}
            label={label}
            hint={hint}
            off={off}
            checked={builtin_tools.includes(id)}
            onChange={(on) =>
              form.set({ builtin_tools: on ? [...builtin_tools, id] : builtin_tools.filter((one) => one != id) })
            }
          />
        ))}
        {form.of('builtin_tools') && <p class="fault">{form.of('builtin_tools')}</p>}
      </section>
      {tools.map((tool, at) => (
        <ToolCard
          key={at}
          tool={tool}
          at={at}
          of={(name) => form.of(`tools[${at}].${name}`)}
          off={off}
          change={(part) => change(at, part)}
          remove={() => form.set({ tools: tools.filter((_, index) => index != at) })}
        />
      ))}
      {form.of('tools') && <p class="notice danger">{form.of('tools')}</p>}
      <div class="row">
        <Button onClick={add} off={off ?? (tools.length >= 64 && 'At most 64 tools.')}>
          Add a tool
        </Button>
        {newSecret && (
          <Button tone="quiet" onClick={newSecret} off={off}>
            New signing secret
          </Button>
        )}
        <p class="muted">Tools are called with POST, signed; whatever they answer up to 64 KB is the result.</p>
      </div>
    </>
  );
}

interface Props {
  tool: ToolDraft;
  at: number;
  of: (name: string) => string | undefined;
  off: string | undefined;
  change: (part: Partial<ToolDraft>) => void;
  remove: () => void;
}

function ToolCard({ tool, at, of, off, change, remove }: Props) {
  return (
    <section class="card" aria-label={tool.name || `Tool ${at + 1}`}>
      <div class="card-head">
        <h2>{tool.name || `Tool ${at + 1}`}</h2>
        {!off && (
          <Button small tone="quiet" onClick={remove}>
            Remove
          </Button>
        )}
      </div>
      <div class="tool">
        <div class="stack">
          <Field label="Name" error={of('name')} hint="Letters, digits, _ and -, such as find_order.">
            <input
              class="mono"
              readOnly={!!off}
              value={tool.name}
              maxLength={64}
              onInput={(event) => change({ name: event.currentTarget.value })}
            />
          </Field>
          <Field
            label="What it is for"
            error={of('description')}
            hint="Told to the model, which decides by it when to call."
          >
            <textarea
              rows={3}
              dir="auto"
              maxLength={2000}
              readOnly={!!off}
              value={tool.description}
              onInput={(event) => change({ description: event.currentTarget.value })}
            />
          </Field>
          <Field label="Address" error={of('url')}>
            <input
              type="url"
              readOnly={!!off}
              value={tool.url}
              placeholder="https://shop.example/tools/find-order"
              onInput={(event) => change({ url: event.currentTarget.value })}
            />
          </Field>
          <Field label="Seconds that it may take" error={of('timeout_seconds')}>
            <input
              type="number"
              min={1}
              max={60}
              readOnly={!!off}
              value={tool.timeout}
              onInput={(event) => change({ timeout: event.currentTarget.value })}
            />
          </Field>
        </div>
        <SchemaEditor
          text={tool.parameters}
          off={off}
          fault={of('parameters')}
          onChange={(parameters) => change({ parameters })}
        />
      </div>
    </section>
  );
}

/** The schema as text; what is wrong stands below it and leads to its place. */
function SchemaEditor({
  text,
  off,
  fault,
  onChange,
}: {
  text: string;
  off: string | undefined;
  fault: string | undefined;
  onChange: (text: string) => void;
}) {
  const field = useRef<HTMLTextAreaElement>(null);
  const faults = schemaFaults(text);
  const go = ({ line, column }: SchemaFault) => {
    const start =
      text
        .split('\n')
        .slice(0, line - 1)
        .reduce((sum, one) => sum + one.length + 1, 0) +
      column -
      1;
    field.current?.focus();
    field.current?.setSelectionRange(start, start + 1);
  };
  const tidy = () => onChange(JSON.stringify(JSON.parse(text.trim() || NO_ARGUMENTS), null, 2));
  return (
    <div class="stack">
      <Field
        label="Arguments, as JSON Schema"
        hint={faults.length ? undefined : 'Can be sent.'}
        error={faults.length ? undefined : fault}
      >
        <textarea
          ref={field}
          class="mono"
          spellcheck={false}
          rows={11}
          readOnly={!!off}
          value={text}
          aria-invalid={faults.length ? 'true' : undefined}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      </Field>
      <div role="status">
        {faults.length > 0 && (
          <ul class="schema-faults">
            {faults.slice(0, 8).map((one) => (
              <li key={`${one.line} ${one.column} ${one.message}`}>
                <button type="button" onClick={() => go(one)}>
                  Line {one.line}, column {one.column}
                  {one.path && `, ${one.path}`}: {one.message}
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
      {!off && (
        <div class="row">
          <Button small onClick={tidy} off={faults.length > 0 && 'Mend the faults first.'}>
            Tidy up
          </Button>
        </div>
      )}
    </div>
  );
}
