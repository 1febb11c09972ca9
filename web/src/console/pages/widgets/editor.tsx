import { useEffect, useState } from 'preact/hooks';
import { at } from '../../lib/address';
import { api } from '../../lib/api';
import { invalidate, put, useCached } from '../../lib/cache';
import { useForm, type Form } from '../../lib/form';
import { given } from '../../lib/given';
import { navigate, search, title, withSearch } from '../../lib/router';
import { whyNot } from '../../lib/session';
import { toast } from '../../lib/toasts';
import { Confirm } from '../../parts/confirm';
import { Faults, FormFoot } from '../../parts/form';
import { Menu } from '../../parts/menu';
import { bodyOf, changeOf, draftOf, needsNewSnippet, partOf, PARTS, type Draft, type Widget } from './draft';
import { Embed } from './embed';
import { LookPart } from './look';
import { Preview } from './preview';
import { WherePart } from './where';
import { WordsPart } from './words';

export interface PartProps {
  form: Form<Draft>;
  off: string | undefined;
}

/** Of a widget that was made a moment ago: shown with it, once. */
const fresh: { id: string; secret: string } = { id: '', secret: '' };

export function Editor({ widget }: { widget?: Widget }) {
  const form = useForm(draftOf(widget));
  const [asks, setAsks] = useState(false);
  const [secret, setSecret] = useState(widget && fresh.id == widget.id ? fresh.secret : undefined);
  const assistants = useCached(at('/api/v1/assistants')).data.value?.data;
  const name = widget?.name ?? 'New widget';
  const off = whyNot('manage');
  const parts = PARTS.filter(({ id }) => widget || id != 'embed');
  const part = parts.find(({ id }) => id == search.value.get('part'))?.id ?? 'look';
  useEffect(() => title(name, 'Widgets'), [name]);
  useEffect(() => {
    fresh.id = '';
  }, []);

  const save = (event: Event) => {
    event.preventDefault();
    void form.send(async () => {
      const draft = form.draft.peek();
      if (widget) {
        const before = draftOf(widget);
        const id = widget.id;
        const now = given(
          await api.PATCH('/api/v1/widgets/{id}', { params: { path: { id } }, body: changeOf(before, draft) }),
        );
        put(at('/api/v1/widgets/{id}', { id }), now);
        form.saved(draftOf(now));
        toast(needsNewSnippet(before, draft) ? 'Saved. The line to paste has changed: see “Embed”.' : 'Saved.');
      } else {
        const made = given(await api.POST('/api/v1/widgets', { body: bodyOf(draft) }));
        fresh.id = made.id;
        fresh.secret = made.identity_secret;
        form.saved(draft);
        navigate(`/widgets/${made.id}?part=embed`, { replace: true, force: true });
      }
      invalidate(at('/api/v1/widgets'));
    });
  };
  const draft = form.draft.value;
  const welcome = assistants?.find(({ id }) => id == draft.assistant_id)?.welcome_text || null;
  const faulty = new Set((form.problem.value?.errors ?? []).map(({ field }) => partOf(field)));
  return (
    <section class="page widget-page">
      <a class="back" href="/widgets">
        All widgets
      </a>
      <div class="page-head">
        <h1>{name}</h1>
        {widget && (
          <div class="row">
            <a
              class="button"
              href={`/demo?widget=${encodeURIComponent(widget.public_key)}`}
              target="_blank"
              rel="noopener"
            >
              Demo page
            </a>
            <Menu
              label="More"
              class="button plain"
              items={[
                { label: 'Its conversations', href: '/conversations?type=widget' },
                { label: 'Delete', danger: true, apart: true, run: () => setAsks(true), off },
              ]}
            />
          </div>
        )}
      </div>
      {off && <p class="notice">{off} What is set can be read here.</p>}
      <nav class="tab-links" aria-label="Parts of the widget">
        {parts.map(({ id, label }) => (
          <a
            key={id}
            href={withSearch({ part: id == 'look' ? null : id })}
            aria-current={part == id ? 'page' : undefined}
          >
            {label}
            {faulty.has(id) && <span class="visually-hidden">, has a fault</span>}
            {faulty.has(id) && ' •'}
          </a>
        ))}
      </nav>
      <div class="widget-grid">
        {part == 'embed' && widget ? (
          <Embed widget={widget} secret={secret} setSecret={setSecret} off={off} />
        ) : (
          <form class="form" onSubmit={save}>
            <Faults
              problem={form.problem.value}
              name={(field) => (
                <a href={withSearch({ part: partOf(field) == 'look' ? null : partOf(field) })}>{field}</a>
              )}
            />
            {part == 'look' && <LookPart form={form} off={off} assistants={assistants ?? []} />}
            {part == 'words' && <WordsPart form={form} off={off} />}
            {part == 'where' && <WherePart form={form} off={off} />}
            <FormFoot form={form} off={off} label={widget ? 'Save' : 'Create widget'} fresh={!widget} />
          </form>
        )}
        <Preview draft={draft} welcome={welcome} />
      </div>
      {asks && widget && <Delete widget={widget} onClose={() => setAsks(false)} />}
    </section>
  );
}

function Delete({ widget, onClose }: { widget: Widget; onClose: () => void }) {
  const run = async () => {
    await api.DELETE('/api/v1/widgets/{id}', { params: { path: { id: widget.id } } });
    invalidate(at('/api/v1/widgets'));
    navigate('/widgets', { force: true });
  };
  return (
    <Confirm title={`Delete ${widget.name}?`} label="Delete" run={run} onClose={onClose}>
      <p>
        The chat vanishes from every page that has its line, and chats that are open end there. What was said stays on
        record. To hide it for a while, switch it off instead.
      </p>
    </Confirm>
  );
}
