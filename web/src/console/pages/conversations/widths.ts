// How wide the columns of the list are, by themselves and as somebody drew them, and which of them fit.
import { computed, signal } from '@preact/signals';
import { columnWidths } from '../../lib/settings';
import { columnsText, type Column } from './columns';

/** The column that is always there. */
export const FIRST = { id: 'who', name: 'Conversation', width: 300, grow: 1.6 };
export const LEAST = 56;
export const MOST = 900;

export type Widths = Readonly<Record<string, number>>;

const within = (pixels: number) => Math.round(Math.min(MOST, Math.max(LEAST, pixels)));

/** `cost:120,who:400` as widths by column; what is no width is left out. */
export function widthsOf(text: string): Widths {
  const found = text.split(',').flatMap((part) => {
    const [, id, pixels] = /^(\w+):(\d+)$/.exec(part) ?? [];
    return id && pixels ? [[id, within(Number(pixels))] as const] : [];
  });
  return Object.fromEntries(found);
}

export const widthsText = (widths: Widths): string =>
  Object.entries(widths)
    .map(([id, pixels]) => `${id}:${pixels}`)
    .join();

/** A column while its edge is dragged. */
export const drawing = signal<{ id: string; pixels: number } | null>(null);

/** The widths that somebody drew, with the one that is under way. */
export const drawnWidths = computed((): Widths => {
  const kept = widthsOf(columnWidths.value);
  const now = drawing.value;
  return now ? { ...kept, [now.id]: within(now.pixels) } : kept;
});

/** Keeps a width; null gives the column its own back. */
export function keepWidth(id: string, pixels: number | null) {
  const { [id]: _, ...others } = widthsOf(columnWidths.peek());
  columnWidths.value = widthsText(pixels == null ? others : { ...others, [id]: within(pixels) });
}

type Sized = Pick<Column, 'id' | 'width' | 'grow'>;

/** The columns as CSS has them; what somebody drew does not grow. */
export const template = (columns: readonly Sized[], widths: Widths): string =>
  columns
    .map(({ id, width, grow }) =>
      widths[id] != null ? `${widths[id]}px` : grow ? `minmax(${width}px, ${grow}fr)` : `${width}px`,
    )
    .join(' ');

/** In this order the usual columns go where there is no room for all; whoever chose some can scroll to them. */
const FIRST_TO_GO = ['variables', 'started', 'assistant', 'errors'];
const GAP = 12;

/** The columns that fit into so many pixels beside the first, by their own widths: drawing one hides no other. */
export function fitting(columns: Column[], pixels: number): Column[] {
  if (columnsText(columns.map(({ id }) => id)) != null) return columns;
  let left = columns;
  for (const id of FIRST_TO_GO) {
    if (left.reduce((sum, { width }) => sum + width + GAP, 360) <= pixels) break;
    left = left.filter((column) => column.id != id);
  }
  return left;
}
