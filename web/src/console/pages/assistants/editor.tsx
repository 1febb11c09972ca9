import { useEffect, useState } from 'preact/hooks';
import { at } from '../../lib/address';
import { api } from '../../lib/api';
import { invalidate, put } from '../../lib/cache';
import { useForm, type Form } from '../../lib/form';
import { given } from '../../lib/given';
import { Problem } from '../../lib/problem';
import { navigate, search, title, withSearch } from '../../lib/router';
import { may, whyNot } from '../../lib/session';
import { Confirm } from '../../parts/confirm';
import { Faults, FormFoot } from '../../parts/form';
import { Menu } from '../../parts/menu';
import { Once } from '../../parts/once';
import { changeOf, draftOf, newOf, partOf, PARTS, type Assistant, type Draft, type Part } from './draft';
import { ExtractionPart } from './extraction';
import { ModelPart } from './model';
import { PromptPart } from './prompt';
import { schemaFaults } from './schema';
import { SecretDialog } from './secret';
import { SpeechPart } from './speech';
import { ToolsPart } from './tools';
import { Versions } from './versions';

export interface PartProps {
  form: Form<Draft>;
  /** Why nothing may be changed. */
  off: string | undefined;
}

export function Editor({ assistant }: { assistant?: Assistant }) {
  const form = useForm(draftOf(assistant));
  const [secret, setSecret] = useState<string>();
  const [asks, setAsks] = useState<'delete' | 'secret'>();
  const name = assistant?.name ?? 'New assistant';
  useEffect(() => title(name, 'Assistants'), [name]);
  const part = (PARTS.find(({ id }) => id == search.value.get('part'))?.id ?? 'prompt') as Part;
  const off = whyNot('manage');

  const save = (event: Event) => {
    event.preventDefault();
    void form.send(async () => {
      const draft = form.draft.peek();
      checkSchemas(draft);
      if (assistant) {
        const body = changeOf(draftOf(assistant), draft);
        const now = given(await api.PATCH('/api/v1/assistants/{id}', { params: { path: { id: assistant.id } }, body }));
        form.saved(draftOf(now));
      } else {
        const made = given(await api.POST('/api/v1/assistants', { body: newOf(draft) }));
        form.saved(draftOf(made));
        // The page that comes next looks for it there.
        put(at('/api/v1/assistants'), given(await api.GET('/api/v1/assistants')));
        setSecret(made.signing_secret ?? undefined);
        if (!made.signing_secret || !draft.tools.length) navigate(`/assistants/${made.id}`, { replace: true });
        else MADE.id = made.id;
      }
      invalidate(at('/api/v1/assistants'));
    }, 'Saved.');
  };

  const faulty = new Set((form.problem.value?.errors ?? []).map(({ field }) => partOf(field)));
  if (!assistant && secret)
    return (
      <section class="page">
        <h1>{form.draft.value.name}</h1>
        <Once title="Signing secret" text={secret}>
          <p>With it your tools check that a call is from here.</p>
        </Once>
        <p>
          <a class="button primary" href={`/assistants/${MADE.id}`}>
            Go on
          </a>
        </p>
      </section>
    );
  return (
    <section class="page">
      <a class="back" href="/assistants">
        All assistants
      </a>
      <div class="page-head">
        <h1>{name}</h1>
        {assistant && (
          <div class="row">
            <a class="button" href={`/test-chat?assistant=${assistant.id}`}>
              Try it
            </a>
            <Menu
              label="More"
              class="button plain"
              items={[
                { label: 'New signing secret', run: () => setAsks('secret'), off },
                { label: 'Its conversations', href: `/conversations?assistant_id=${assistant.id}` },
                { label: 'Delete', danger: true, apart: true, run: () => setAsks('delete'), off },
              ]}
            />
          </div>
        )}
      </div>
      {off && <p class="notice">{off} What is set can be read here.</p>}
      <nav class="tab-links" aria-label="Parts of the assistant">
        {PARTS.filter(({ id }) => assistant || id != 'versions').map(({ id, label }) => (
          <a
            key={id}
            href={withSearch({ part: id == 'prompt' ? null : id })}
            aria-current={part == id ? 'page' : undefined}
          >
            {label}
            {faulty.has(id) && <span class="visually-hidden">, has a fault</span>}
            {faulty.has(id) && ' •'}
          </a>
        ))}
      </nav>
      {part == 'versions' && assistant ? (
        <Versions id={assistant.id} version={assistant.version} />
      ) : (
        <form class="form" onSubmit={save}>
          <Faults
            problem={form.problem.value}
            name={(field) => (
              <a href={withSearch({ part: partOf(field) == 'prompt' ? null : partOf(field) })}>{field}</a>
            )}
          />
          {part == 'prompt' && <PromptPart form={form} off={off} />}
          {part == 'model' && <ModelPart form={form} off={off} hasKey={assistant?.has_api_key ?? false} />}
          {part == 'tools' && <ToolsPart form={form} off={off} newSecret={assistant && (() => setAsks('secret'))} />}
          {part == 'extraction' && <ExtractionPart form={form} off={off} />}
          {part == 'speech' && <SpeechPart form={form} off={off} />}
          <FormFoot form={form} off={off} label={assistant ? 'Save' : 'Create assistant'} fresh={!assistant} />
        </form>
      )}
      {asks == 'secret' && assistant && <SecretDialog id={assistant.id} onClose={() => setAsks(undefined)} />}
      {asks == 'delete' && assistant && may('manage') && (
        <Delete assistant={assistant} onClose={() => setAsks(undefined)} />
      )}
    </section>
  );
}

/** The assistant that was made a moment ago, for the way on from its secret. */
const MADE = { id: '' };

/** Says of the tools' schemas what the server would, with the line. */
function checkSchemas(draft: Draft) {
  const errors = draft.tools.flatMap(({ parameters }, at) => {
    const [fault] = schemaFaults(parameters);
    return fault ? [{ field: `tools[${at}].parameters`, message: `line ${fault.line}: ${fault.message}` }] : [];
  });
  if (errors.length) throw new Problem(422, 'Unprocessable', 'A schema has a fault.', errors);
}

function Delete({ assistant, onClose }: { assistant: Assistant; onClose: () => void }) {
  const run = async () => {
    await api.DELETE('/api/v1/assistants/{id}', { params: { path: { id: assistant.id } } });
    invalidate(at('/api/v1/assistants'));
    navigate('/assistants', { force: true });
  };
  return (
    <Confirm title={`Delete ${assistant.name}?`} label="Delete" run={run} onClose={onClose}>
      <p>
        Only an assistant that never answered and that no widget or number names can be deleted. One that has answered
        stays, so that its conversations can say who spoke: switch it off instead.
      </p>
      <p>
        <a href={`/conversations?assistant_id=${assistant.id}`} onClick={onClose}>
          Its conversations
        </a>
      </p>
    </Confirm>
  );
}
