// The window on the rows: as many are drawn as are seen and a few more, whatever the list holds.
import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { call, expired, reachable } from '../../lib/api';
import { at } from '../../lib/address';
import { connection, listen } from '../../lib/live';
import { navigate, search, withSearch } from '../../lib/router';
import { asProblem } from '../../lib/problem';
import { Button } from '../../parts/button';
import { ErrorBox } from '../../parts/error-box';
import { Skeleton } from '../../parts/skeleton';
import { columnsOf } from './columns';
import { Head } from './head';
import { useListKeys } from './list-keys';
import { keptSearch, sortOf, sortText } from './query';
import { Row } from './row';
import { PAGE, type Conversation, type Rows } from './rows';
import { allMatching, chosen, current } from './state';
import { Nothing } from './nothing';
import { drawnWidths, FIRST, fitting, template } from './widths';

export const HEIGHT = 64;
const MORE = 8;

interface Props {
  rows: Rows;
  openId: string | undefined;
}

export function List({ rows, openId }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const view = useSignal({ first: Math.floor(rows.scroll / HEIGHT), seen: 13, width: 1200 });
  const hover = useRef(false);
  /** The first row that is seen, whose place on the screen stays when rows above it come or go. */
  const hold = useRef<{ id: string; index: number } | null>(null);
  const { first, seen, width } = view.value;
  const compact = width < 720;
  const wanted = columnsOf(search.value);
  const fit = fitting(wanted, width);
  const columnKey = fit.map(({ id }) => id).join();
  const columns = useMemo(() => fit, [columnKey]);
  const version = rows.version.value;
  const total = rows.total;
  const from = Math.max(0, first - MORE);
  const to = Math.min(total, first + seen + MORE);
  const drawn = rows.slice(from, to);
  const kept = keptSearch(search.value);
  const query = search.value.get('q');

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    element.scrollTop = rows.scroll;
    hold.current = null;
    const measure = () => {
      rows.scroll = element.scrollTop;
      const first = Math.floor(element.scrollTop / HEIGHT);
      const seen = Math.ceil(element.clientHeight / HEIGHT) + 1;
      const before = view.peek();
      // Drawn anew only when another row comes into sight, and not for each pixel.
      if (first != before.first || seen != before.seen || element.clientWidth != before.width)
        view.value = { first, seen, width: element.clientWidth };
    };
    const sizes = new ResizeObserver(measure);
    sizes.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    measure();
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [rows]);

  useLayoutEffect(() => {
    const element = scroller.current;
    const held = hold.current;
    if (element && held && held.index > 0) {
      const index = rows.indexOf(held.id);
      if (index >= 0 && index != held.index) element.scrollTop += (index - held.index) * HEIGHT;
    }
    const now = Math.max(0, Math.floor((element?.scrollTop ?? 0) / HEIGHT));
    const [row] = rows.slice(now, now + 1);
    hold.current = row ? { id: row.id, index: now } : null;
  }, [version, first]);

  useEffect(() => {
    rows.need(from, to);
    for (const id of rows.takeStale(from, to).slice(0, 40))
      call<Conversation>('GET', at('/api/v1/conversations/{id}', { id })).then(
        (row) => rows.put(row),
        (thrown: unknown) => asProblem(thrown).status == 404 && rows.hide([id]),
      );
  }, [rows, version, from, to]);

  useEffect(() => {
    // Nothing moves while it is read: only at the very top, with no pointer over it, nothing chosen and no key used.
    const free = () =>
      (scroller.current?.scrollTop ?? 0) < 4 &&
      !hover.current &&
      !chosen.peek().size &&
      allMatching.peek() == null &&
      !scroller.current?.contains(document.activeElement);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = listen({
      changed: (ids) => {
        rows.outdated(ids);
        timer ??= setTimeout(() => {
          timer = undefined;
          void rows.look(free);
        }, 250);
      },
      again: () => {
        rows.outdated();
        void rows.look(free);
      },
    });
    return () => {
      end();
      clearTimeout(timer);
    };
  }, [rows]);

  const back = !expired.value && reachable.value && connection.value == 'live';
  useEffect(() => {
    // What failed while the server or the session was away is asked for again by itself.
    if (back && rows.error.peek()) void rows.retry();
  }, [back, rows]);

  const reveal = (index: number) => {
    const element = scroller.current;
    if (!element) return;
    const above = (compact ? 0 : (head.current?.offsetHeight ?? 0)) + 4;
    const place = index * HEIGHT;
    if (place < element.scrollTop) element.scrollTop = place;
    else if (place + HEIGHT > element.scrollTop + element.clientHeight - above)
      element.scrollTop = place + HEIGHT - element.clientHeight + above;
  };
  const focusRow = (id: string) =>
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        scroller.current?.querySelector<HTMLElement>(`[data-id="${id}"] .who`)?.focus({ preventScroll: true }),
      ),
    );
  useListKeys({ rows, openId, reveal, focusRow });

  const widths = drawnWidths.value;
  const grid = compact ? '36px minmax(0, 1fr)' : `36px ${template([FIRST, ...columns], widths)}`;
  const sort = sortOf(search.value);

  return (
    <div class="list-body">
      {rows.news.value > 0 && (
        <div class="news">
          <Button
            small
            tone="primary"
            onClick={() => {
              rows.show();
              if (scroller.current) scroller.current.scrollTop = 0;
            }}
          >
            {rows.news.value >= PAGE ? `${PAGE} or more new` : `${rows.news.value} new`}
          </Button>
        </div>
      )}
      <div
        ref={scroller}
        class={`list-scroll${compact ? ' compact' : ''}`}
        tabIndex={-1}
        onPointerEnter={() => (hover.current = true)}
        onPointerLeave={() => (hover.current = false)}
      >
        <div
          role="table"
          aria-label="Conversations"
          aria-rowcount={rows.whole ? total + 1 : -1}
          style={{ '--columns': grid } as Record<string, string>}
        >
          <Head columns={columns} compact={compact} sort={sort} layout={`${width} ${grid}`} box={head} />
          <div role="rowgroup" class="rows" style={{ height: `${total * HEIGHT}px` }}>
            {drawn.map((row, offset) =>
              row ? (
                <Row
                  key={row.id}
                  row={row}
                  index={from + offset}
                  columns={columns}
                  compact={compact}
                  href={`/conversations/${row.id}${kept}`}
                  open={row.id == openId}
                  current={row.id == current.value}
                  picked={allMatching.value != null || chosen.value.has(row.id)}
                  rows={rows}
                  query={query}
                />
              ) : (
                <div
                  key={`at-${from + offset}`}
                  class="conversation waiting"
                  style={{ transform: `translateY(${(from + offset) * HEIGHT}px)` }}
                >
                  <i />
                  <i />
                </div>
              ),
            )}
          </div>
        </div>
        {rows.error.value ? (
          <div class="list-note">
            <ErrorBox problem={rows.error.value} retry={() => void rows.retry()} />
          </div>
        ) : rows.reading.value && !total ? (
          <Skeleton lines={12} label="Loading conversations" />
        ) : !total && rows.whole ? (
          <Nothing />
        ) : rows.full && !rows.whole && to > total - 50 ? (
          <p class="list-note muted">
            This is as far as one list goes. Narrow it with a filter or sort it the other way round.{' '}
            <Button small onClick={() => navigate(withSearch({ sort: sortText({ ...sort, down: !sort.down }) }))}>
              Turn the order round
            </Button>
          </p>
        ) : null}
      </div>
      <p class="visually-hidden" role="status">
        {reachable.value && connection.value != 'waiting' ? '' : 'Reconnecting'}
      </p>
    </div>
  );
}
