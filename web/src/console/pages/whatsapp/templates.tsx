import { useState } from 'preact/hooks';
import { at } from '../../lib/address';
import { api } from '../../lib/api';
import { useCached } from '../../lib/cache';
import { asProblem } from '../../lib/problem';
import { toast } from '../../lib/toasts';
import { Button } from '../../parts/button';
import { Chip } from '../../parts/chip';
import { Empty } from '../../parts/empty';
import { Load } from '../../parts/load';
import { RelativeTime } from '../../parts/relative-time';
import { Table } from '../../parts/table';
import type { Channel } from './draft';

const TONES: Record<string, 'success' | 'warning' | 'danger'> = {
  approved: 'success',
  pending: 'warning',
  in_appeal: 'warning',
  paused: 'warning',
  rejected: 'danger',
  disabled: 'danger',
};
const QUALITY: Record<string, 'success' | 'warning' | 'danger'> = {
  green: 'success',
  yellow: 'warning',
  red: 'danger',
};

export function Templates({ channel, off }: { channel: Channel; off: string | undefined }) {
  const templates = useCached(at('/api/v1/channels/{id}/templates', { id: channel.id }));
  const [busy, setBusy] = useState(false);
  const sync = async () => {
    setBusy(true);
    try {
      await api.POST('/api/v1/channels/{id}/templates/sync', { params: { path: { id: channel.id } } });
      toast('The list is being fetched.');
      setTimeout(() => void templates.refresh(), 2500);
    } catch (thrown) {
      toast(asProblem(thrown).message, { tone: 'danger' });
    }
    setBusy(false);
  };
  const lacks = !channel.waba_id || !channel.has_access_token;
  return (
    <Load entry={templates}>
      {({ data, synced_at, error }) => (
        <>
          <div class="card-head">
            <p class="muted">
              {synced_at ? (
                <>
                  The list of Meta’s of <RelativeTime at={synced_at} />. It is fetched every four hours, and when Meta
                  tells of a change.
                </>
              ) : (
                'Meta has not given the list yet.'
              )}
            </p>
            <Button
              busy={busy}
              off={off ?? (lacks && 'The number needs its business account ID and an access token.')}
              onClick={() => void sync()}
            >
              Fetch now
            </Button>
          </div>
          {error && (
            <p class="notice danger" role="alert">
              The last try failed: {error}
            </p>
          )}
          {data.length ? (
            <Table
              caption="Templates"
              rows={data}
              id={({ name, language }) => `${name} ${language}`}
              columns={[
                { name: 'Name', cell: ({ name }) => <code>{name}</code> },
                { name: 'Language', cell: ({ language }) => language },
                { name: 'Category', cell: ({ category }) => category },
                { name: 'Status', cell: ({ status }) => <Chip tone={TONES[status] ?? 'plain'}>{status}</Chip> },
                {
                  name: 'Quality',
                  cell: ({ quality }) => (quality ? <Chip tone={QUALITY[quality] ?? 'sunken'}>{quality}</Chip> : '—'),
                },
                { name: 'Text', cell: ({ body }) => <span dir="auto">{body}</span> },
                { name: 'Variables', cell: ({ variables }) => variables.join(', ') || '—' },
              ]}
            />
          ) : (
            <Empty title="No templates">
              <p>
                A template is the only thing that may be sent while the 24-hour window is closed. They are made and
                approved at Meta’s.
              </p>
              {lacks && (
                <p>
                  To fetch them, the number needs its business account ID and an access token.{' '}
                  <a href={`/whatsapp/${channel.id}`}>Settings</a>
                </p>
              )}
            </Empty>
          )}
        </>
      )}
    </Load>
  );
}
