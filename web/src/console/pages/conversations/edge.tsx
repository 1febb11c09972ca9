// The edge of a column, which is dragged or moved by arrows; Enter or two clicks give the column its own width back.
import { useLayoutEffect, useRef } from 'preact/hooks';
import { memo } from '../../parts/memo';
import { drawing, keepWidth, LEAST, MOST } from './widths';

interface Props {
  id: string;
  name: string;
  /** Another whenever the column may have become wider or narrower. */
  layout: string;
}

const STEP = 10;
const LEAP = 50;

export const Edge = memo(function Edge({ id, name, layout }: Props) {
  const edge = useRef<HTMLSpanElement>(null);
  /** Where the pointer took hold, and how wide the column was. */
  const held = useRef<{ x: number; pixels: number } | null>(null);
  const width = () => edge.current?.parentElement?.offsetWidth ?? 0;
  /** Which way is wider. */
  const sign = (event: Event) => (getComputedStyle(event.currentTarget as Element).direction == 'rtl' ? -1 : 1);

  useLayoutEffect(() => {
    // Columns that grow are as wide as they came out.
    edge.current?.setAttribute('aria-valuenow', `${width()}`);
  }, [layout]);

  const letGo = (keep: boolean) => {
    const now = drawing.peek();
    if (held.current && now && keep) keepWidth(id, now.pixels);
    held.current = null;
    drawing.value = null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = (event.shiftKey ? LEAP : STEP) * sign(event);
    if (event.key == 'ArrowRight') keepWidth(id, width() + step);
    else if (event.key == 'ArrowLeft') keepWidth(id, width() - step);
    else if (event.key == 'Enter') keepWidth(id, null);
    else if (event.key == 'Escape' && held.current) letGo(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <span
      ref={edge}
      role="separator"
      class="edge"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={`Width of ${name}`}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      title="Drag, or press an arrow key, to resize. Two clicks or Enter: the usual width."
      onKeyDown={onKeyDown}
      onDblClick={() => keepWidth(id, null)}
      onPointerDown={(event) => {
        if (event.button != 0) return;
        // Nothing is selected while one drags; the focus has to be given then.
        event.preventDefault();
        event.currentTarget.focus();
        event.currentTarget.setPointerCapture(event.pointerId);
        held.current = { x: event.clientX, pixels: width() };
      }}
      onPointerMove={(event) => {
        const from = held.current;
        if (from) drawing.value = { id, pixels: from.pixels + (event.clientX - from.x) * sign(event) };
      }}
      onPointerUp={() => letGo(true)}
      onPointerCancel={() => letGo(false)}
    />
  );
});
