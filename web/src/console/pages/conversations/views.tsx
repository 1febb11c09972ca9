// Views: filters under a name. Two ship with the console; others are kept by the server.
import { useSignal } from '@preact/signals';
import { at } from '../../lib/address';
import { call, type Schemas } from '../../lib/api';
import { invalidate, useCached } from '../../lib/cache';
import { useCommands } from '../../lib/commands';
import { asProblem, type Problem } from '../../lib/problem';
import { navigate, search } from '../../lib/router';
import { may, whyNot } from '../../lib/session';
import { toast } from '../../lib/toasts';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { Field } from '../../parts/field';
import { Menu, type MenuItem } from '../../parts/menu';
import { keptSearch } from './query';

type View = Schemas['View'];
const VIEWS = at('/api/v1/views');
export const SHIPPED = [
  { name: 'All conversations', query: '' },
  { name: 'Real traffic', query: '?include_test=false' },
  { name: 'With errors', query: '?has_error=true&include_test=false' },
  { name: 'Window closes soon', query: '?window=expiring' },
  { name: 'Starred', query: '?tag=starred' },
];

const asked = (query: string) => (query && !query.startsWith('?') ? `?${query}` : query);

export function Views() {
  const saved = useCached(VIEWS).data.value?.data ?? [];
  const saving = useSignal(false);
  const now = keptSearch(search.value);
  const all = [...SHIPPED, ...saved.map(({ name, query }) => ({ name, query: asked(query) }))];
  // Where a view says nothing of columns one's own do not make it another.
  const meant = [now, keptSearch(search.value, false)];
  const among = <V extends { query: string }>(views: V[]) =>
    meant.flatMap((kept) => views.find(({ query }) => keptSearch(new URLSearchParams(query)) == kept) ?? [])[0];
  const here = among(all);
  const own = among(saved.filter(({ own }) => own));
  useCommands(
    all.map(({ name, query }) => ({
      id: `view-${name}`,
      label: name,
      group: 'Views',
      words: 'view',
      run: () => navigate(`/conversations${query}`),
    })),
    [saved],
  );
  const items: MenuItem[] = [
    ...all.map(({ name, query }, at): MenuItem => ({
      label: name,
      href: `/conversations${query}`,
      checked: here?.name == name,
      apart: at == SHIPPED.length,
    })),
    {
      label: 'Save this view…',
      run: () => (saving.value = true),
      apart: true,
      off: now ? undefined : 'There is nothing to save: no filter is set.',
    },
    ...(own ? [{ label: `Delete “${own.name}”`, danger: true, run: () => void forget(own) }] : []),
  ];
  return (
    <>
      <Menu
        label={here?.name ?? 'Unsaved view'}
        name={`View: ${here?.name ?? 'Unsaved view'}`}
        class="view-button"
        items={items}
      />
      {saving.value && <Save query={now} close={() => (saving.value = false)} />}
    </>
  );
}

async function forget(view: View) {
  try {
    await call('DELETE', `/api/v1/views/${encodeURIComponent(view.id)}`);
    toast(`View “${view.name}” deleted.`, {
      action: { label: 'Undo', run: () => void keep(view.name, view.query, view.shared).catch(() => undefined) },
    });
  } catch (thrown) {
    toast(asProblem(thrown).message, { tone: 'danger' });
  }
  invalidate(VIEWS);
}

async function keep(name: string, query: string, shared: boolean) {
  await call('POST', VIEWS, { name, query, shared });
  invalidate(VIEWS);
}

function Save({ query, close }: { query: string; close: () => void }) {
  const problem = useSignal<Problem | undefined>(undefined);
  return (
    <Dialog title="Save this view" onClose={close}>
      <form
        class="stack"
        onSubmit={async (event) => {
          event.preventDefault();
          const data = new FormData(event.currentTarget);
          try {
            await keep(`${data.get('name')}`.trim(), query, data.has('shared'));
            close();
          } catch (thrown) {
            problem.value = asProblem(thrown);
          }
        }}
      >
        {problem.value && !problem.value.errors.length && (
          <p class="notice danger" role="alert">
            {problem.value.message}
          </p>
        )}
        <Field
          label="Name"
          error={problem.value?.of('name')}
          hint="Filters, search, order and columns are kept with it."
        >
          <input type="text" name="name" required maxLength={100} autofocus />
        </Field>
        <label class="check" title={whyNot('review')}>
          <input type="checkbox" name="shared" disabled={!may('review')} />
          For everybody in the project
        </label>
        <div class="dialog-foot">
          <Button onClick={close}>Cancel</Button>
          <Button tone="primary" type="submit">
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
