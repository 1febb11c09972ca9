// A long column of rows that is read from its end: plain while it is short, drawn only where one looks when it is not.
// What is added before or after moves nothing that is being read; at the end it stays at the end.
import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useReducer, useRef } from 'preact/hooks';

/** Up to here the browser's own search finds everything, which is worth more than the time it takes. */
export const PLAIN = 400;
/** Pixels from the beginning at which more is wanted. */
const NEAR = 1600;

export interface ScrollHandle {
  /** Brings a row into view; false where there is none of this key. */
  to: (key: string, block?: 'start' | 'center' | 'end' | 'nearest') => boolean;
  toEnd: () => void;
}

interface Props<Row extends { key: string }> {
  rows: readonly Row[];
  draw: (row: Row) => ComponentChildren;
  estimate: (row: Row) => number;
  name: string;
  handle: { current: ScrollHandle | null };
  /** Draws only what one looks at from the beginning on: there will be many. */
  long?: boolean;
  /** The row to open at, or the end. */
  first: string | null;
  onNearStart?: () => void;
  onEnd?: (at: boolean) => void;
  /** Above the first and below the last row. */
  before?: ComponentChildren;
  after?: ComponentChildren;
}

export function Scroller<Row extends { key: string }>(props: Props<Row>) {
  const { rows, draw, name, handle, first, onNearStart, onEnd, before, after } = props;
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const stuck = useRef(first == null);
  const atEnd = useRef(true);
  const lastTop = useRef(0);
  const shownRows = useRef<readonly Row[]>([]);
  const anchor = useRef<{ key: string; apart: number } | null>(null);
  const isVirtual = props.long || rows.length > PLAIN;

  const virtual = useRef<Virtualizer<HTMLDivElement, HTMLDivElement> | undefined>(undefined);
  const options: VirtualizerOptions<HTMLDivElement, HTMLDivElement> = {
    count: isVirtual ? rows.length : 0,
    getScrollElement: () => box.current,
    estimateSize: (index) => (rows[index] ? props.estimate(rows[index]) : 0),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 4,
    scrollMargin: list.current?.offsetTop ?? 0,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => redraw(undefined),
  };
  const scroll = (virtual.current ??= new Virtualizer(options));

  // Before the rows change on the page: which of them is at the top of what one sees.
  if (shownRows.current != rows && box.current && shownRows.current.length)
    anchor.current = topRow(box.current, list.current);
  scroll.setOptions(options);
  useLayoutEffect(() => scroll._didMount(), []);
  useLayoutEffect(() => scroll._willUpdate());

  const toEnd = () => {
    stuck.current = true;
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  };
  handle.current = {
    toEnd,
    to: (key, block = 'center') => {
      const index = rows.findIndex((row) => row.key == key);
      if (index < 0) return false;
      stuck.current = false;
      if (isVirtual) scroll.scrollToIndex(index, { align: block == 'nearest' ? 'auto' : block });
      else list.current?.children[index]?.scrollIntoView({ block });
      return true;
    },
  };

  useLayoutEffect(() => {
    const fresh = !shownRows.current.length && rows.length;
    shownRows.current = rows;
    const element = box.current;
    if (!element) return;
    if (fresh) {
      if (!first || !handle.current?.to(first)) toEnd();
    } else if (stuck.current) toEnd();
    else if (anchor.current) {
      const { key, apart } = anchor.current;
      const index = rows.findIndex((row) => row.key == key);
      const row = list.current?.children[index] as HTMLElement | undefined;
      const start = isVirtual
        ? scroll.getOffsetForIndex(index, 'start')?.[0]
        : row && (list.current?.offsetTop ?? 0) + row.offsetTop;
      if (index >= 0 && start != null) element.scrollTop = start - apart;
    }
    anchor.current = null;
  }, [rows]);

  useEffect(() => {
    const element = box.current;
    if (!element || !content.current) return;
    const observer = new ResizeObserver(() => {
      if (stuck.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(content.current);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const onScroll = () => {
    const element = box.current;
    if (!element) return;
    const { scrollTop, scrollHeight, clientHeight } = element;
    const end = scrollHeight - scrollTop - clientHeight < 48;
    // Growth moves the end away and not the reader; only going up lets go of it.
    if (end) stuck.current = true;
    else if (scrollTop < lastTop.current) stuck.current = false;
    lastTop.current = scrollTop;
    if (scrollTop < NEAR) onNearStart?.();
    if (end != atEnd.current) onEnd?.((atEnd.current = end));
  };

  const items = isVirtual ? scroll.getVirtualItems() : null;
  return (
    <div class="scroller" ref={box} tabIndex={0} role="region" aria-label={name} onScroll={onScroll}>
      <div ref={content}>
        {before}
        <div ref={list} class="scroller-rows" style={{ height: items ? `${scroll.getTotalSize()}px` : '' }}>
          {items
            ? items.map(({ index, key, start }) => {
                const row = rows[index];
                return (
                  row && (
                    <div
                      key={key}
                      data-index={index}
                      data-key={row.key}
                      class="placed"
                      ref={(element: HTMLDivElement | null) => scroll.measureElement(element)}
                      style={{ transform: `translateY(${start - scroll.options.scrollMargin}px)` }}
                    >
                      {draw(row)}
                    </div>
                  )
                );
              })
            : rows.map((row) => (
                <div key={row.key} data-key={row.key}>
                  {draw(row)}
                </div>
              ))}
        </div>
        {after}
      </div>
    </div>
  );
}

/** The first row that is seen, and how far its beginning is from the edge. */
function topRow(box: HTMLElement, list: HTMLElement | null): { key: string; apart: number } | null {
  const edge = box.getBoundingClientRect().top;
  let best: { key: string; apart: number } | null = null;
  let nearest = Infinity;
  for (const element of (list?.children ?? []) as HTMLCollectionOf<HTMLElement>) {
    const { top, bottom } = element.getBoundingClientRect();
    // In the order of the page for plain rows; placed ones may stand in any.
    if (bottom <= edge || top >= nearest) continue;
    nearest = top;
    best = { key: element.dataset.key ?? '', apart: top - edge };
  }
  return best;
}
