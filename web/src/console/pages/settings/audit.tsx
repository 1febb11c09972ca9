import { at } from '../../lib/address';
import { useCached } from '../../lib/cache';
import { navigate, search, withSearch } from '../../lib/router';
import { Chip } from '../../parts/chip';
import { Empty } from '../../parts/empty';
import { Field } from '../../parts/field';
import { Load } from '../../parts/load';
import { Pager } from '../../parts/pager';
import { RelativeTime } from '../../parts/relative-time';
import { Table } from '../../parts/table';
import { USERS } from './people';

/** What is set in it, in a line: what is null says nothing. */
const said = (detail: unknown): string =>
  typeof detail == 'object' && detail
    ? Object.entries(detail)
        .filter(([, value]) => value !== null && value !== false)
        .map(([name, value]) => `${name}: ${typeof value == 'string' ? value : JSON.stringify(value)}`)
        .join(', ')
    : '';

export function Audit() {
  const action = search.value.get('action');
  const read = useCached(at('/api/v1/audit', { action, limit: 50, cursor: search.value.get('cursor') }));
  const keys = useCached(at('/api/v1/keys')).data.value?.data;
  const users = useCached(USERS).data.value?.data;
  const actor = (text: string) => {
    const [kind, id] = text.split(':');
    if (kind == 'key') return `Key ${keys?.find((one) => one.id == id)?.name ?? id}`;
    if (kind == 'user') {
      const found = users?.find((one) => one.id == id);
      return found?.name || found?.email || text;
    }
    return text;
  };
  return (
    <>
      <form
        class="filters"
        onSubmit={(event) => {
          event.preventDefault();
          const typed = `${new FormData(event.currentTarget).get('action')}`.trim();
          navigate(withSearch({ action: typed || null, cursor: null }), { replace: true });
        }}
      >
        <Field label="Action" hint="Such as conversation.delete or key.create; Enter searches.">
          <input name="action" class="mono" defaultValue={action ?? ''} />
        </Field>
      </form>
      <Load entry={read} lines={8}>
        {({ data, next_cursor }) =>
          data.length ? (
            <>
              <Table
                caption="What was done"
                rows={data}
                id={({ id }) => id}
                columns={[
                  { name: 'When', cell: ({ at }) => <RelativeTime at={at} /> },
                  { name: 'Who', cell: (one) => actor(one.actor) },
                  { name: 'What', cell: (one) => <code>{one.action}</code> },
                  {
                    name: 'Result',
                    cell: ({ result }) => (
                      <Chip tone={result == 'done' ? 'sunken' : result == 'refused' ? 'warning' : 'danger'}>
                        {result}
                      </Chip>
                    ),
                  },
                  { name: 'To what', cell: ({ subject }) => <code>{subject}</code> },
                  { name: 'Detail', cell: ({ detail }) => <div class="detail-text">{said(detail)}</div> },
                ]}
              />
              <Pager next={next_cursor ?? null} />
            </>
          ) : (
            <Empty title={action ? 'No such act is on record' : 'Nothing was done yet'} />
          )
        }
      </Load>
    </>
  );
}
