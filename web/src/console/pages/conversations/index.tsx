// The list of conversations, and the one that is open beside it.
import './conversations.css';
import { useEffect } from 'preact/hooks';
import { at } from '../../lib/address';
import { useCached } from '../../lib/cache';
import { useCommands } from '../../lib/commands';
import { count, many, number } from '../../lib/format';
import type { PageProps } from '../../lib/page';
import { navigate, search, title, withSearch } from '../../lib/router';
import { listColumns } from '../../lib/settings';
import { Button } from '../../parts/button';
import { Menu } from '../../parts/menu';
import { Boundary } from '../../shell/crash';
import { LazyPage } from '../../shell/lazy-page';
import { asking, emptied, exporting, tagging } from './acts';
import { AskDelete, anyChosen, BulkBar, TagDialog } from './bulk';
import { ColumnsMenu } from './columns-menu';
import { ExportDialog } from './export-dialog';
import { FilterBar } from './filter-bar';
import { ALL, useLabels } from './filters';
import { List } from './list';
import { keptSearch, SORTS, sortOf, sortText, UUID } from './query';
import type { Rows } from './rows';
import { SearchBox } from './search-box';
import { rowsFor, unchoose } from './state';
import { Views } from './views';

const SORT_NAMES = { last_activity: 'Last activity', started: 'Started', cost: 'Cost', messages: 'Messages' };

export default function Conversations({ rest }: PageProps) {
  const [openId] = rest;
  const open = openId && UUID.test(openId) ? openId : undefined;
  const rows = rowsFor(search.value);
  const key = keptSearch(search.value);
  const labels = useLabels();
  useEffect(() => {
    // With a conversation open its page says the title.
    if (!openId) title(...(labels.length ? [labels.map(({ text }) => text).join(', ')] : []), 'Conversations');
  }, [openId, labels.map(({ text }) => text).join()]);
  useEffect(() => unchoose, [key]);
  const own = listColumns.value;
  useEffect(() => {
    // An address that names no columns gets one's own, so that whoever is sent it sees the same.
    if (own && !search.value.get('columns')) navigate(withSearch({ columns: own }), { replace: true });
  }, [own, search.value]);
  useCommands(
    [
      ...ALL.flatMap((filter) =>
        (filter.choices ?? []).map(({ value, label }) => ({
          id: `filter-${filter.id}-${value}`,
          label: `${filter.label}: ${label}`,
          group: 'Filters',
          words: 'filter only show',
          run: () => navigate(withSearch({ [filter.params[0] ?? '']: value })),
        })),
      ),
      ...['whatsapp', 'widget', 'test', 'api', 'trace'].map((type) => ({
        id: `filter-type-${type}`,
        label: `Type: ${type}`,
        group: 'Filters',
        words: 'filter only show',
        run: () => navigate(withSearch({ type })),
      })),
      ...[7, 30, 90].map((days) => ({
        id: `filter-days-${days}`,
        label: `Begun: last ${days} days`,
        group: 'Filters',
        words: 'filter date',
        run: () => navigate(withSearch({ days: `${days}`, from: null, to: null })),
      })),
      { id: 'export', label: 'Export…', group: 'Actions', keys: 'e', run: () => (exporting.value = true) },
    ],
    [],
  );

  return (
    <div class={`conversations${openId ? ' with-detail' : ''}`}>
      <section class="list-pane" aria-label="List">
        <header class="list-top">
          <div class="list-title">
            <h1 class="visually-hidden">Conversations</h1>
            <Views />
            <Total rows={rows} />
            <span class="list-tools">
              <SortMenu />
              <ColumnsMenu />
              <Button small tone="quiet" onClick={() => (exporting.value = true)}>
                Export
              </Button>
            </span>
          </div>
          <div class="list-find">
            <SearchBox />
            {anyChosen() ? <BulkBar rows={rows} /> : <FilterBar />}
          </div>
        </header>
        <Boundary key={key}>
          {emptied.value == key ? (
            <p class="list-note muted">These conversations are deleted in a moment. Undo brings them back.</p>
          ) : (
            <List rows={rows} openId={open} />
          )}
        </Boundary>
      </section>
      {openId && (
        <section class="detail-pane" aria-label="Conversation">
          <Boundary key={openId}>
            <LazyPage name="conversation" rest={rest} />
          </Boundary>
        </section>
      )}
      {asking.value && <AskDelete rows={rows} />}
      {tagging.value && <TagDialog />}
      {exporting.value && <ExportDialog />}
    </div>
  );
}

/** How many there are: counted by the server where it keeps count, else when the end has been seen. */
function Total({ rows }: { rows: Rows }) {
  const counts = useCached(at('/api/v1/conversations/counts', { include_test: true })).data.value;
  const given = search.value;
  const only = [...new URLSearchParams(keptSearch(given))]
    .map(([name]) => name)
    .filter((name) => name != 'sort' && name != 'columns');
  rows.version.value;
  const by =
    counts &&
    (only.length ? only.join() == 'type' && counts.data.find(({ type }) => type == given.get('type')) : counts.total);
  const text = rows.whole
    ? many(rows.total, 'conversation')
    : by
      ? `${count(by)} conversations`
      : rows.total
        ? `${number(rows.total)}+`
        : '';
  return (
    <span class="muted total" role="status">
      {text}
    </span>
  );
}

function SortMenu() {
  const now = sortOf(search.value);
  return (
    <Menu
      label="Sort"
      class="button small quiet sort-menu"
      items={SORTS.flatMap((by) =>
        [true, false].map((down) => ({
          label: `${SORT_NAMES[by]}, ${by == 'cost' || by == 'messages' ? (down ? 'most first' : 'least first') : down ? 'newest first' : 'oldest first'}`,
          checked: now.by == by && now.down == down,
          href: withSearch({ sort: sortText({ by, down }) }),
        })),
      )}
    />
  );
}
