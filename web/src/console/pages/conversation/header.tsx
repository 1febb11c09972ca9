// Who, where, how it stands, and what can be done with all of it.
import { bothTimes, day, second, serverNow } from '../../lib/time';
import { many } from '../../lib/format';
import { here } from '../../lib/router';
import { tracesOf } from '../../lib/traces';
import { whyNot } from '../../lib/session';
import { Badge } from '../../parts/badge';
import { Button } from '../../parts/button';
import { Chip } from '../../parts/chip';
import { copy } from '../../parts/copy';
import { Menu } from '../../parts/menu';
import { CostButton } from './models';
import type { Transcript } from './transcript';
import type { Conversation, Window } from './model';
import { personName } from './model';
import { windowAt } from './window';

interface Props {
  conversation: Conversation;
  transcript: Transcript;
  busy: boolean;
  onErrors: () => void;
  onExport: (format: 'json' | 'text') => void;
  onDelete: () => void;
  onFind: () => void;
  onPanel: () => void;
  panelOpen: boolean;
  view: { raw: boolean; talkOnly: boolean };
  onView: (view: { raw: boolean; talkOnly: boolean }) => void;
}

const STATES: Record<string, string> = { active: 'Active', inactive: 'Idle', ended: 'Ended' };
const REASONS: Record<string, string> = {
  visitor: 'by the visitor',
  api: 'by a program',
  tool: 'by the assistant',
  idle: 'after nobody said anything',
};

export function Header(props: Props) {
  const { conversation, transcript, busy, onErrors, onExport, onDelete, onFind, onPanel, panelOpen, view, onView } =
    props;
  const { type, badge, status, errors, assistant_name, window, ended_reason, ended_at, assignee } = conversation;
  const ended = ended_at ? `Ended ${bothTimes(ended_at)} ${REASONS[ended_reason ?? ''] ?? ''}` : undefined;
  return (
    <header class="detail-head">
      <div class="detail-title">
        <a class="detail-back" href={`/conversations${here.value.search}`}>
          ‹ List
        </a>
        <h2 dir="auto">{personName(conversation)}</h2>
        <Badge type={type} label={badge.label} />
        <Chip tone={status == 'active' ? 'success' : 'sunken'} title={ended}>
          {STATES[status] ?? status}
        </Chip>
        {window && <WindowChip window={window} />}
        {errors > 0 && (
          <Chip tone="danger" onClick={onErrors} title="Goes to the first that failed">
            {busy ? 'Looking…' : many(errors, 'error')}
          </Chip>
        )}
      </div>
      <div class="muted detail-sub">
        {assistant_name ?? (tracesOf(conversation).agents.join(', ') || 'No assistant')}
        {assignee && <> · taken over by {assignee.name}</>} · {day(conversation.started_at)} ·{' '}
        {many(conversation.message_count, 'message')} <CostButton conversation={conversation} transcript={transcript} />
      </div>
      <div class="detail-acts">
        <Button small onClick={onFind} title="Find in this conversation, or go to a day">
          Find
        </Button>
        <Menu
          label="View"
          class="button plain small"
          items={[
            { label: 'Rendered', checked: !view.raw, run: () => onView({ ...view, raw: false }) },
            { label: 'Raw', checked: view.raw, run: () => onView({ ...view, raw: true }) },
            {
              label: 'Everything',
              checked: !view.talkOnly,
              apart: true,
              run: () => onView({ ...view, talkOnly: false }),
            },
            { label: 'Conversation only', checked: view.talkOnly, run: () => onView({ ...view, talkOnly: true }) },
          ]}
        />
        <Menu
          label="More"
          class="button plain small"
          items={[
            { label: 'Copy link', run: () => void copy(location.href.replace(/#.*/, '')) },
            { label: 'Copy id', run: () => void copy(conversation.id) },
            { label: 'Export as JSON', apart: true, run: () => onExport('json') },
            { label: 'Export as text', run: () => onExport('text') },
            { label: 'Delete conversation', danger: true, apart: true, off: whyNot('delete'), run: onDelete },
          ]}
        />
        <Button small onClick={onPanel} aria-pressed={panelOpen} title="Details beside the conversation (T)">
          Details
        </Button>
      </div>
    </header>
  );
}

/** Counts down by the server's clock. */
export function WindowChip({ window }: { window: Window }) {
  const now = window.expires_at && Date.parse(window.expires_at) > serverNow() ? second.value : serverNow();
  const { words, tone, said } = windowAt(window, now);
  return (
    <>
      <Chip tone={tone} title={window.expires_at ? `Reply window until\n${bothTimes(window.expires_at)}` : undefined}>
        {words}
      </Chip>
      <span class="visually-hidden" role="status">
        {said}
      </span>
    </>
  );
}
