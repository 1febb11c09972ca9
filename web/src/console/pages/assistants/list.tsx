import { useEffect } from 'preact/hooks';
import { at } from '../../lib/address';
import { useCached } from '../../lib/cache';
import { compact, number } from '../../lib/format';
import { title } from '../../lib/router';
import { may, whyNot } from '../../lib/session';
import { minute } from '../../lib/time';
import { Button } from '../../parts/button';
import { Chip } from '../../parts/chip';
import { Empty } from '../../parts/empty';
import { Load } from '../../parts/load';
import { Money } from '../../parts/money';
import { Table } from '../../parts/table';

const DAY = 86_400_000;

export function List() {
  useEffect(() => title('Assistants'), []);
  const assistants = useCached(at('/api/v1/assistants'));
  const from = new Date(minute.value - 6 * DAY).toISOString().slice(0, 10);
  const week = useCached(at('/api/v1/insights/costs', { group_by: 'assistant', from, include_test: true, top: 100 }));
  const currency = week.data.value?.currency;
  const of = (id: string) => week.data.value?.data.find(({ assistant }) => assistant?.id == id);
  const tokens = (id: string) => {
    const found = of(id);
    return found ? found.input_tokens + found.output_tokens : 0;
  };
  return (
    <section class="page">
      <div class="page-head">
        <h1>Assistants</h1>
        {may('manage') ? (
          <a class="button primary" href="/assistants/new">
            New assistant
          </a>
        ) : (
          <Button off={whyNot('manage')}>New assistant</Button>
        )}
      </div>
      <Load entry={assistants}>
        {({ data }) =>
          data.length ? (
            <>
              <Table
                caption="Assistants"
                rows={data}
                id={({ id }) => id}
                columns={[
                  {
                    name: 'Name',
                    cell: ({ id, name }) => <a href={`/assistants/${id}`}>{name}</a>,
                  },
                  {
                    name: 'Answers',
                    cell: ({ ai_enabled }) =>
                      ai_enabled ? <Chip tone="success">On</Chip> : <Chip tone="sunken">Off</Chip>,
                  },
                  {
                    name: 'Model',
                    cell: ({ provider, model }) =>
                      model ??
                      (provider == 'demo'
                        ? 'None: repeats what it hears'
                        : provider == 'http'
                          ? 'An address of yours'
                          : '—'),
                  },
                  { name: 'Version', number: true, cell: ({ version }) => version },
                  {
                    name: 'Tokens, 7 days',
                    number: true,
                    cell: ({ id }) => week.data.value && <span title={number(tokens(id))}>{compact(tokens(id))}</span>,
                  },
                  {
                    name: 'Cost, 7 days',
                    number: true,
                    cell: ({ id }) => week.data.value && <Money amount={of(id)?.total_cost ?? 0} currency={currency} />,
                  },
                  {
                    name: 'Try it',
                    cell: ({ id, name }) => (
                      <a href={`/test-chat?assistant=${id}`}>
                        Test chat<span class="visually-hidden"> with {name}</span>
                      </a>
                    ),
                  },
                ]}
              />
              <p class="muted">
                Seven days (UTC) with today, test chats among them. The cost is that of an assistant’s conversations,
                fees included. <a href="/insights?by=assistant&test=1">All figures</a>
              </p>
            </>
          ) : (
            <Empty title="No assistant yet">
              <p>
                An assistant answers in the test chat, on your pages and on WhatsApp. It needs a model and a prompt.
              </p>
              {may('manage') && (
                <a class="button primary" href="/assistants/new">
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
