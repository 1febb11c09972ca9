// The columns that the list can have. The first, who and what, is always there.
import type { ComponentChildren } from 'preact';
import { number } from '../../lib/format';
import { listColumns } from '../../lib/settings';
import { duration } from '../../lib/time';
import { tracesOf } from '../../lib/traces';
import { Chip } from '../../parts/chip';
import { Money } from '../../parts/money';
import { inLetters, Unfiltered } from '../../parts/redacted';
import { RelativeTime } from '../../parts/relative-time';
import type { SortName } from './query';
import type { Conversation } from './rows';
import { wordsOf } from './silence';
import { WindowChip } from './window-chip';

export interface Column {
  id: string;
  name: string;
  /** In pixels, where nobody has drawn another. */
  width: number;
  /** Its share of what is left over, which makes it wider than that. */
  grow?: number;
  cell: (row: Conversation) => ComponentChildren;
  number?: boolean;
  sort?: SortName;
  /** Shown where nobody has chosen. */
  usual?: boolean;
}

const none = <span class="muted">—</span>;

const text = (value: string | null | undefined) =>
  value ? (
    <span class="cut" dir="auto" title={inLetters(value)}>
      <Unfiltered text={value} />
    </span>
  ) : (
    none
  );

const shown = (value: unknown) => (typeof value == 'string' ? value : JSON.stringify(value));

function variables(row: Conversation) {
  const all = Object.entries(row.variables as Record<string, unknown>);
  if (!all.length) return none;
  const lines = all.map(([name, value]) => `${name}: ${shown(value)}`);
  return (
    <span class="two-lines" dir="auto" title={inLetters(lines.join('\n'))}>
      <Unfiltered text={lines.join(', ')} />
    </span>
  );
}

const tokens = (value: number | null | undefined) => (value == null ? none : number(value));

function lasted({ started_at, last_activity_at }: Conversation) {
  const length = Date.parse(last_activity_at) - Date.parse(started_at);
  return length > 0 ? duration(length) : none;
}

export const COLUMNS: Column[] = [
  { id: 'variables', name: 'Variables', width: 110, grow: 0.4, cell: variables, usual: true },
  {
    id: 'messages',
    name: 'Messages',
    width: 92,
    cell: (row) => number(row.message_count),
    number: true,
    sort: 'messages',
    usual: true,
  },
  {
    id: 'cost',
    name: 'Cost',
    width: 92,
    cell: (row) => <Money amount={row.cost.total} currency={row.cost.currency} />,
    number: true,
    sort: 'cost',
    usual: true,
  },
  {
    id: 'errors',
    name: 'Errors',
    width: 72,
    cell: (row) => (row.errors ? <Chip tone="danger">{number(row.errors)}</Chip> : <span class="muted">0</span>),
    number: true,
    usual: true,
  },
  { id: 'assistant', name: 'Assistant', width: 128, cell: (row) => text(row.assistant_name), usual: true },
  {
    id: 'started',
    name: 'Started',
    width: 100,
    cell: (row) => <RelativeTime at={row.started_at} />,
    number: true,
    sort: 'started',
    usual: true,
  },
  {
    id: 'activity',
    name: 'Last activity',
    width: 112,
    cell: (row) => <RelativeTime at={row.last_activity_at} />,
    number: true,
    sort: 'last_activity',
    usual: true,
  },
  { id: 'window', name: 'Window', width: 148, cell: (row) => <WindowChip window={row.window} /> },
  {
    id: 'tags',
    name: 'Tags',
    width: 160,
    cell: (row) => (
      <span class="tags">
        {row.tags.map((tag) => (
          <Chip key={tag}>{tag}</Chip>
        ))}
      </span>
    ),
  },
  { id: 'status', name: 'Status', width: 88, cell: (row) => row.status },
  { id: 'first', name: 'First input', width: 220, cell: (row) => text(wordsOf(row.first_input)) },
  { id: 'last', name: 'Last output', width: 220, cell: (row) => text(wordsOf(row.last_output)) },
  { id: 'user', name: 'User messages', width: 128, cell: (row) => number(row.user_message_count), number: true },
  { id: 'llm', name: 'LLM calls', width: 88, cell: (row) => number(row.llm_calls), number: true },
  { id: 'tools', name: 'Tool calls', width: 88, cell: (row) => number(row.tool_calls), number: true },
  {
    id: 'spans',
    name: 'Spans',
    width: 76,
    cell: (row) => number(tracesOf(row).span_count),
    number: true,
  },
  { id: 'agents', name: 'Agents', width: 140, cell: (row) => text(tracesOf(row).agents.join(', ')) },
  { id: 'duration', name: 'Duration', width: 104, cell: lasted, number: true },
  { id: 'tokens', name: 'Tokens', width: 88, cell: (row) => tokens(row.usage.total_tokens), number: true },
  { id: 'in', name: 'Input tokens', width: 104, cell: (row) => tokens(row.usage.input_tokens), number: true },
  { id: 'out', name: 'Output tokens', width: 112, cell: (row) => tokens(row.usage.output_tokens), number: true },
  { id: 'thread', name: 'Thread', width: 180, cell: (row) => text(row.thread_id) },
  { id: 'environment', name: 'Environment', width: 112, cell: (row) => text(row.environment) },
  { id: 'id', name: 'Id', width: 300, cell: (row) => <code class="cut">{row.id}</code> },
];

const USUAL = COLUMNS.filter(({ usual }) => usual).map(({ id }) => id);

/** The columns of an address, else those of this browser, else the usual ones. */
export function columnsOf(search: URLSearchParams): Column[] {
  const given = search.get('columns') ?? listColumns.value;
  if (given == 'none') return [];
  const ids = given ? given.split(',') : USUAL;
  const found = ids.flatMap((id) => COLUMNS.find((column) => column.id == id) ?? []);
  return found.length ? found : COLUMNS.filter(({ usual }) => usual);
}

/** A choice of columns as text; null for the usual ones. */
export function columnsText(ids: string[]): string | null {
  if (!ids.length) return 'none';
  return ids.join() == USUAL.join() ? null : ids.join();
}
