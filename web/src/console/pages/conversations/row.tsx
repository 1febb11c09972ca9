// One conversation in two lines: a link, so that it opens in another tab as any link does.
import { Component } from 'preact';
import { number } from '../../lib/format';
import { navigate, withSearch } from '../../lib/router';
import { Badge } from '../../parts/badge';
import { Money } from '../../parts/money';
import { RelativeTime } from '../../parts/relative-time';
import type { Column } from './columns';
import { around, hasHit } from './marks';
import { Marked } from './marked';
import type { Conversation, Rows } from './rows';
import { silence, wordsOf } from './silence';
import { choose, current } from './state';
import { WindowChip } from './window-chip';

/** Who it is with, by the best that is known. */
export function contact({ type, customer, variables, external_identifier, thread_id }: Conversation): string {
  const { name, phone, username, wa_user_id } = customer;
  const known = name || (phone ? `+${phone}` : '') || username || wa_user_id;
  if (known) return known;
  const { name: given } = variables as { name?: unknown };
  if (typeof given == 'string' && given.trim()) return given;
  // Ids begin with the time, so their ends tell them apart.
  return external_identifier || `${type == 'test' ? 'Tester' : 'Visitor'} ${thread_id.slice(-8)}`;
}

/** Of a row's texts the one that a search has found, else the newest. */
function preview(row: Conversation, query: string | null): string {
  const newest = wordsOf(row.preview);
  if (!query || hasHit(newest, query)) return query ? around(newest, query) : newest;
  const other = [row.first_input, row.last_output].map(wordsOf).find((text) => text && hasHit(text, query));
  return other ? around(other, query) : newest;
}

/** Alt-click on what is seen filters by it. */
function filterBy(name: string, value: string) {
  return (event: MouseEvent) => {
    if (!event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    navigate(withSearch({ [name]: value }));
  };
}

interface Props {
  row: Conversation;
  index: number;
  columns: Column[];
  compact: boolean;
  href: string;
  open: boolean;
  current: boolean;
  picked: boolean;
  rows: Rows;
  /** What is searched for. */
  query: string | null;
}

/** Drawn anew only when something of it changes: while one scrolls that is the rows that come into sight. */
export class Row extends Component<Props> {
  override shouldComponentUpdate(next: Props) {
    return (Object.keys(next) as (keyof Props)[]).some((name) => next[name] !== this.props[name]);
  }
  render() {
    return <Content {...this.props} />;
  }
}

function Content({ row, index, columns, compact, href, open, current: active, picked, rows, query }: Props) {
  const who = contact(row);
  const { phone, wa_user_id, username } = row.customer;
  const known = phone ?? wa_user_id ?? username;
  const words = preview(row, query);
  const { text: instead, more } = words ? { text: '' } : silence(row);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={picked}
      class={`conversation${open ? ' open' : ''}${active ? ' current' : ''}${picked ? ' picked' : ''}`}
      style={{ transform: `translateY(${index * 64}px)` }}
      data-id={row.id}
    >
      <div role="cell" class="pick">
        <input
          type="checkbox"
          aria-label={`Select ${who}`}
          checked={picked}
          onClick={(event) => choose(row.id, rows, event.shiftKey)}
        />
      </div>
      <div role="cell" class="main-cell">
        <div class="line">
          <span onClick={filterBy('type', row.type)}>
            <Badge type={row.type} label={row.badge.label} />
          </span>
          <a
            class="cut who"
            dir="auto"
            href={href}
            aria-current={open ? 'true' : undefined}
            onFocus={() => (current.value = row.id)}
            onClick={known ? filterBy('customer', known) : undefined}
          >
            <Marked text={who} query={query} />
          </a>
          {row.tags.includes('starred') && (
            <span class="star" title="Starred">
              ★<span class="visually-hidden"> starred</span>
            </span>
          )}
          {row.window && row.window.state != 'none' && (compact ? row.window.state == 'expiring' : true) && (
            <WindowChip window={row.window} />
          )}
          {compact && <RelativeTime at={row.last_activity_at} />}
        </div>
        <div class="line">
          <span class="cut preview" dir="auto" title={more}>
            {words ? <Marked text={words} query={query} /> : instead}
          </span>
          {compact && (
            <span class="facts">
              {row.errors > 0 && <span class="bad">{number(row.errors)} failed</span>}
              <span title="Messages">{number(row.message_count)} msg</span>
              <Money amount={row.cost.total} currency={row.cost.currency} />
            </span>
          )}
          {!compact && row.tags.length > 0 && !columns.some(({ id }) => id == 'tags') && (
            <span class="facts cut">
              {row.tags
                .filter((tag) => tag != 'starred')
                .slice(0, 3)
                .map((tag) => (
                  <button
                    key={tag}
                    type="button"
                    class="tag"
                    title={`Show only “${tag}”`}
                    onClick={() => navigate(withSearch({ tag }))}
                  >
                    {tag}
                  </button>
                ))}
            </span>
          )}
        </div>
      </div>
      {!compact &&
        columns.map(({ id, cell, number }) => (
          <div key={id} role="cell" class={number ? 'number' : 'cell'}>
            {cell(row)}
          </div>
        ))}
    </div>
  );
}
