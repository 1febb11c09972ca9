// The columns that the list can have. The first, who and what, is always there.
import type { ComponentChildren } from 'preact';
import { number } from '../../lib/format';
import { listColumns } from '../../lib/settings';
import { tracesOf } from '../../lib/traces';
import { Chip } from '../../parts/chip';
import { Money } from '../../parts/money';
import { RelativeTime } from '../../parts/relative-time';
import type { SortName } from './query';
import type { Conversation } from './rows';
import { WindowChip } from './window-chip';

export interface Column {
  id: string;
  name: string;
  width: string;
  cell: (row: Conversation) => ComponentChildren;
  number?: boolean;
  sort?: SortName;
  /** Shown where nobody has chosen. */
  usual?: boolean;
}

const text = (value: string | null | undefined) =>
  value ? (
    <span class="cut" dir="auto" title={value}>
      {value}
    </span>
  ) : (
    <span class="muted">—</span>
  );

const shown = (value: unknown) => (typeof value == 'string' ? value : JSON.stringify(value));

function variables(row: Conversation) {
  const all = Object.entries(row.variables as Record<string, unknown>);
  if (!all.length) return <span class="muted">—</span>;
  return (
    <span class="two-lines" dir="auto" title={all.map(([name, value]) => `${name}: ${shown(value)}`).join('\n')}>
      {all.map(([name, value]) => `${name}: ${shown(value)}`).join(', ')}
    </span>
  );
}

const tokens = (value: number | null | undefined) => (value == null ? <span class="muted">—</span> : number(value));

export const COLUMNS: Column[] = [
  { id: 'variables', name: 'Variables', width: 'minmax(110px, 0.4fr)', cell: variables, usual: true },
  {
    id: 'messages',
    name: 'Messages',
    width: '92px',
    cell: (row) => number(row.message_count),
    number: true,
    sort: 'messages',
    usual: true,
  },
  {
    id: 'cost',
    name: 'Cost',
    width: '92px',
    cell: (row) => <Money amount={row.cost.total} currency={row.cost.currency} />,
    number: true,
    sort: 'cost',
    usual: true,
  },
  {
    id: 'errors',
    name: 'Errors',
    width: '72px',
    cell: (row) => (row.errors ? <Chip tone="danger">{number(row.errors)}</Chip> : <span class="muted">0</span>),
    number: true,
    usual: true,
  },
  { id: 'assistant', name: 'Assistant', width: '128px', cell: (row) => text(row.assistant_name), usual: true },
  {
    id: 'started',
    name: 'Started',
    width: '100px',
    cell: (row) => <RelativeTime at={row.started_at} />,
    number: true,
    sort: 'started',
    usual: true,
  },
  {
    id: 'activity',
    name: 'Last activity',
    width: '112px',
    cell: (row) => <RelativeTime at={row.last_activity_at} />,
    number: true,
    sort: 'last_activity',
    usual: true,
  },
  { id: 'window', name: 'Window', width: '148px', cell: (row) => <WindowChip window={row.window} /> },
  {
    id: 'tags',
    name: 'Tags',
    width: '160px',
    cell: (row) => (
      <span class="tags">
        {row.tags.map((tag) => (
          <Chip key={tag}>{tag}</Chip>
        ))}
      </span>
    ),
  },
  { id: 'status', name: 'Status', width: '88px', cell: (row) => row.status },
  { id: 'first', name: 'First input', width: '220px', cell: (row) => text(row.first_input) },
  { id: 'last', name: 'Last output', width: '220px', cell: (row) => text(row.last_output) },
  { id: 'user', name: 'User messages', width: '128px', cell: (row) => number(row.user_message_count), number: true },
  { id: 'llm', name: 'LLM calls', width: '88px', cell: (row) => number(row.llm_calls), number: true },
  { id: 'tools', name: 'Tool calls', width: '88px', cell: (row) => number(row.tool_calls), number: true },
  {
    id: 'spans',
    name: 'Spans',
    width: '76px',
    cell: (row) => number(tracesOf(row).span_count),
    number: true,
  },
  { id: 'agents', name: 'Agents', width: '140px', cell: (row) => text(tracesOf(row).agents.join(', ')) },
  { id: 'in', name: 'Input tokens', width: '104px', cell: (row) => tokens(row.usage.input_tokens), number: true },
  { id: 'out', name: 'Output tokens', width: '112px', cell: (row) => tokens(row.usage.output_tokens), number: true },
  { id: 'thread', name: 'Thread', width: '180px', cell: (row) => text(row.thread_id) },
  { id: 'environment', name: 'Environment', width: '112px', cell: (row) => text(row.environment) },
  { id: 'id', name: 'Id', width: '300px', cell: (row) => <code class="cut">{row.id}</code> },
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

/** In this order the usual columns go where there is no room for all; whoever chose some can scroll to them. */
const FIRST_TO_GO = ['variables', 'started', 'assistant', 'errors'];
const wide = ({ width }: Column) => Number(/\d+/.exec(width)?.[0] ?? 0) + 12;

/** The columns that fit into so many pixels beside the first. */
export function fitting(columns: Column[], pixels: number): Column[] {
  if (columnsText(columns.map(({ id }) => id)) != null) return columns;
  let left = columns;
  for (const id of FIRST_TO_GO) {
    if (left.reduce((sum, column) => sum + wide(column), 360) <= pixels) break;
    left = left.filter((column) => column.id != id);
  }
  return left;
}
