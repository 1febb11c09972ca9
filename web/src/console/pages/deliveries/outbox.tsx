import { useState } from 'preact/hooks';
import { at } from '../../lib/address';
import { api, type Schemas } from '../../lib/api';
import { invalidate, useCached } from '../../lib/cache';
import { navigate, search, withSearch } from '../../lib/router';
import { whyNot } from '../../lib/session';
import { toast } from '../../lib/toasts';
import { Button } from '../../parts/button';
import { Chip } from '../../parts/chip';
import { Confirm } from '../../parts/confirm';
import { Empty } from '../../parts/empty';
import { Field } from '../../parts/field';
import { Load } from '../../parts/load';
import { Pager } from '../../parts/pager';
import { RelativeTime } from '../../parts/relative-time';
import { Table } from '../../parts/table';
import { SENDING } from './words';

type Unsent = Schemas['Unsent'];

export function Outbox() {
  const state = search.value.get('state');
  const read = useCached(at('/api/v1/outbox', { state, limit: 50, cursor: search.value.get('cursor') }));
  const channels = useCached(at('/api/v1/channels')).data.value?.data;
  const [asked, setAsked] = useState<{ act: 'resend' | 'discard'; one: Unsent }>();
  const off = whyNot('write');
  const busy = (one: Unsent) => one.state == 'sending' && 'It is being sent just now.';
  return (
    <>
      <p class="muted">Messages that a platform has not accepted yet. Empty is good.</p>
      <div class="filters">
        <Field label="State">
          <select
            value={state ?? ''}
            onChange={(event) =>
              navigate(withSearch({ state: event.currentTarget.value || null, cursor: null }), { replace: true })
            }
          >
            <option value="">All</option>
            {Object.keys(SENDING).map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </Field>
        <Button onClick={() => void read.refresh()} busy={read.loading.value}>
          Look again
        </Button>
      </div>
      {state && <p>{SENDING[state]?.means}</p>}
      <Load entry={read}>
        {({ data, next_cursor }) =>
          data.length ? (
            <>
              <Table
                caption="To be sent"
                rows={data}
                id={({ message_id }) => message_id}
                columns={[
                  {
                    name: 'State',
                    cell: ({ state }) => (
                      <Chip tone={SENDING[state]?.tone ?? 'plain'} title={SENDING[state]?.means ?? ''}>
                        {state}
                      </Chip>
                    ),
                  },
                  {
                    name: 'Message',
                    cell: ({ conversation_id, message_id }) => (
                      <a href={`/conversations/${conversation_id}#m-${message_id}`}>Open</a>
                    ),
                  },
                  { name: 'By', cell: ({ channel_id }) => channels?.find(({ id }) => id == channel_id)?.name ?? '…' },
                  { name: 'Why', cell: ({ error }) => error ?? <span class="muted">—</span> },
                  { name: 'Tries', number: true, cell: ({ tries }) => tries },
                  { name: 'Since', cell: ({ created_at }) => <RelativeTime at={created_at} /> },
                  {
                    name: 'Next try',
                    cell: ({ due_at }) => (due_at ? <RelativeTime at={due_at} /> : <span class="muted">—</span>),
                  },
                  {
                    name: 'Act',
                    cell: (one) => (
                      <span class="row-actions">
                        <Button
                          small
                          off={off ?? (busy(one) || (!SENDING[one.state]?.act && 'It is sent by itself.'))}
                          onClick={() => setAsked({ act: 'resend', one })}
                        >
                          Send again
                        </Button>
                        <Button
                          small
                          tone="quiet"
                          off={off ?? busy(one)}
                          onClick={() => setAsked({ act: 'discard', one })}
                        >
                          Discard
                        </Button>
                      </span>
                    ),
                  },
                ]}
              />
              <Pager next={next_cursor ?? null} />
            </>
          ) : (
            <Empty title="Nothing waits">
              <p>{state ? `No message is ${state}.` : 'All that was to be sent has been accepted.'}</p>
            </Empty>
          )
        }
      </Load>
      {asked && <Ask {...asked} onClose={() => setAsked(undefined)} />}
    </>
  );
}

function Ask({ act, one, onClose }: { act: 'resend' | 'discard'; one: Unsent; onClose: () => void }) {
  const params = { path: { message_id: one.message_id } };
  const run = async () => {
    if (act == 'resend') await api.POST('/api/v1/outbox/{message_id}/resend', { params });
    else await api.DELETE('/api/v1/outbox/{message_id}', { params });
    toast(act == 'resend' ? 'It will be sent again.' : 'Discarded.');
    invalidate('/api/v1/outbox', `/api/v1/conversations/${one.conversation_id}`);
  };
  return act == 'resend' ? (
    <Confirm title="Send it again?" label="Send again" tone="primary" run={run} onClose={onClose}>
      <p>
        {one.state == 'uncertain'
          ? 'Nobody knows whether the platform has it. If it does, the customer gets it twice.'
          : 'It is tried once more as if it were new. If the cause is not mended, it fails again.'}
      </p>
    </Confirm>
  ) : (
    <Confirm title="Discard it?" label="Discard" run={run} onClose={onClose}>
      <p>
        It will not be sent, and stands on record as failed.
        {one.state == 'uncertain' && ' The customer may have got it all the same.'}
      </p>
    </Confirm>
  );
}
