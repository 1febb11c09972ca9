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
import { phone } from './draft';

export function List() {
  useEffect(() => title('WhatsApp'), []);
  const channels = useCached(at('/api/v1/channels'));
  const assistants = useCached(at('/api/v1/assistants')).data.value?.data;
  return (
    <section class="page">
      <div class="page-head">
        <h1>WhatsApp numbers</h1>
        {may('manage') ? (
          <a class="button primary" href="/whatsapp/new">
            Connect a number
          </a>
        ) : (
          <Button off={whyNot('manage')}>Connect a number</Button>
        )}
      </div>
      <Load entry={channels}>
        {({ data }) => {
          const numbers = data.filter(({ type }) => type == 'whatsapp');
          return numbers.length ? (
            <Table
              caption="WhatsApp numbers"
              rows={numbers}
              id={({ id }) => id}
              columns={[
                { name: 'Name', cell: ({ id, name }) => <a href={`/whatsapp/${id}`}>{name}</a> },
                { name: 'Number', cell: ({ display_phone_number }) => phone(display_phone_number) },
                {
                  name: 'State',
                  cell: (one) =>
                    !one.enabled ? (
                      <Chip tone="sunken">Off</Chip>
                    ) : one.has_access_token ? (
                      <Chip tone="success">Receives and sends</Chip>
                    ) : (
                      <Chip tone="warning" title="Without an access token nothing can be sent.">
                        Receives only
                      </Chip>
                    ),
                },
                {
                  name: 'Assistant',
                  cell: ({ assistant_id }) =>
                    assistants?.find(({ id }) => id == assistant_id)?.name ??
                    (assistant_id ? '…' : <span class="muted">Nobody answers</span>),
                },
              ]}
            />
          ) : (
            <Empty title="No number yet">
              <p>
                Connect a number of WhatsApp’s business platform: every message is recorded, and an assistant may
                answer.
              </p>
              {may('manage') && (
                <a class="button primary" href="/whatsapp/new">
                  Connect the first
                </a>
              )}
            </Empty>
          );
        }}
      </Load>
    </section>
  );
}
