import { useEffect } from 'preact/hooks';
import { at } from '../../lib/address';
import { useCached } from '../../lib/cache';
import { title } from '../../lib/router';
import { may, whyNot } from '../../lib/session';
import { Button } from '../../parts/button';
import { Chip } from '../../parts/chip';
import { Empty } from '../../parts/empty';
import { Load } from '../../parts/load';
import { Table } from '../../parts/table';

export function List() {
  useEffect(() => title('Widgets'), []);
  const widgets = useCached(at('/api/v1/widgets'));
  const assistants = useCached(at('/api/v1/assistants')).data.value?.data;
  return (
    <section class="page">
      <div class="page-head">
        <h1>Widgets</h1>
        {may('manage') ? (
          <a class="button primary" href="/widgets/new">
            New widget
          </a>
        ) : (
          <Button off={whyNot('manage')}>New widget</Button>
        )}
      </div>
      <Load entry={widgets}>
        {({ data }) =>
          data.length ? (
            <Table
              caption="Widgets"
              rows={data}
              id={({ id }) => id}
              columns={[
                { name: 'Name', cell: ({ id, name }) => <a href={`/widgets/${id}`}>{name}</a> },
                {
                  name: 'Shown',
                  cell: ({ enabled }) => (enabled ? <Chip tone="success">On</Chip> : <Chip tone="sunken">Off</Chip>),
                },
                {
                  name: 'Assistant',
                  cell: ({ assistant_id }) =>
                    assistant_id ? (
                      <a href={`/assistants/${assistant_id}`}>
                        {assistants?.find(({ id }) => id == assistant_id)?.name ?? '…'}
                      </a>
                    ) : (
                      <span class="muted">Nobody answers</span>
                    ),
                },
                {
                  name: 'Pages',
                  cell: ({ allowed_origins: [first, ...more] }) =>
                    first ? (
                      `${first}${more.length ? ` and ${more.length} more` : ''}`
                    ) : (
                      <span class="muted">This machine only (localhost)</span>
                    ),
                },
                {
                  name: 'Try it',
                  cell: ({ public_key, name }) => (
                    <a href={`/demo?widget=${encodeURIComponent(public_key)}`} target="_blank" rel="noopener">
                      Demo page<span class="visually-hidden"> of {name}, in a new tab</span>
                    </a>
                  ),
                },
              ]}
            />
          ) : (
            <Empty title="No widget yet">
              <p>
                A widget is the chat on your pages: one line to paste, and every visit that says something is recorded.
              </p>
              {may('manage') && (
                <a class="button primary" href="/widgets/new">
                  Create the first
                </a>
              )}
            </Empty>
          )
        }
      </Load>
    </section>
  );
}
