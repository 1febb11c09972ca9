// The waterfall: a tree whose rows are drawn where one looks, walked by the arrows.
import { useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { second, serverNow } from '../lib/time';
import { step, type Line } from './flat';
import { Row } from './row';
import { endOf, ticksOf } from './scale';
import { beginnings, revealed, rowAt } from './window';
import { fine, hasFacts } from './words';

/** From here on each span takes one line with columns. */
const WIDE = 680;
/** Rows drawn beyond what is seen. */
const MORE = 8;

interface Props {
  name: string;
  lines: readonly Line[];
  currency: string;
  /** The key of the span whose detail is open. */
  chosen: string | null;
  onChoose: (line: Extract<Line, { kind: 'span' }>) => void;
  onTurn: (key: string, open: boolean) => void;
  /** The row to bring into sight once; another value brings again. */
  show: { key: string } | null;
}

export function TreeView({ name, lines, currency, chosen, onChoose, onTurn, show }: Props) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ top: 0, height: 600, width: 0 });
  const [current, setCurrent] = useState<string | null>(null);
  const wide = seen.width >= WIDE;
  const tops = useMemo(() => beginnings(lines, (line) => heightOf(line, wide)), [lines, wide]);
  const { runs, only } = useMemo(() => scalesOf(lines), [lines]);
  const now = runs ? second.value : serverNow();

  const measure = () => {
    const element = box.current;
    if (!element) return;
    const { scrollTop, clientHeight, clientWidth } = element;
    setSeen((before) =>
      before.top == scrollTop && before.height == clientHeight && before.width == clientWidth
        ? before
        : { top: scrollTop, height: clientHeight, width: clientWidth },
    );
  };
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);

  const at = useMemo(() => (current == null ? -1 : lines.findIndex(({ key }) => key == current)), [lines, current]);
  const reveal = (index: number, centre = false) => {
    const line = lines[index];
    const element = box.current;
    if (!line || !element) return;
    setCurrent(line.key);
    const to = revealed(tops, index, { top: element.scrollTop, height: element.clientHeight }, centre);
    if (to == null) return;
    element.scrollTop = to;
    measure();
  };
  useLayoutEffect(() => {
    if (show)
      reveal(
        lines.findIndex(({ key }) => key == show.key),
        true,
      );
  }, [show]);

  const press = (line: Line) => {
    setCurrent(line.key);
    if (line.kind == 'span') onChoose(line);
    else onTurn(line.key, !line.open);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target != box.current) return;
    const line = lines[at];
    if ((event.key == 'Enter' || event.key == ' ') && line) {
      event.preventDefault();
      return press(line);
    }
    const rtl = getComputedStyle(event.currentTarget as Element).direction == 'rtl';
    const key = rtl ? (FLIPPED[event.key] ?? event.key) : event.key;
    const to = step(lines, at, key);
    if (!to) return;
    event.preventDefault();
    if ('to' in to) reveal(to.to);
    else if ('open' in to) onTurn(to.open, true);
    else onTurn(to.close, false);
  };

  const first = Math.max(0, rowAt(tops, seen.top) - MORE);
  const last = Math.min(lines.length, rowAt(tops, seen.top + seen.height) + 1 + MORE);
  const drawn = lines.slice(first, last).map((line, offset) => ({ line, index: first + offset }));
  // What the keys stand on is there to be named, wherever one has scrolled to.
  const held = lines[at];
  if (held && (at < first || at >= last)) drawn.push({ line: held, index: at });
  const whole = only ? endOf(only.scale, now) - only.scale.from || 1 : 1;
  // The bars have about a third of the row; a moment without room for its words is left out.
  const room = seen.width / 3;
  const ticks = ticksOf(whole, Math.max(1, room / 80)).filter((tick) => (1 - tick / whole) * room > 50);
  return (
    <div class={`waterfall${wide ? ' wide' : ''}`}>
      {wide && (
        <div class="wf-columns" aria-hidden="true">
          <span>Span</span>
          <span class="wf-ticks">
            {only &&
              ticks.map((tick) => (
                <i key={tick} style={{ insetInlineStart: `${(tick / whole) * 100}%` }}>
                  {fine(tick)}
                </i>
              ))}
          </span>
          <span>Model, tokens, cost</span>
          <span class="number">Time</span>
        </div>
      )}
      <div
        ref={box}
        class="wf-box"
        role="tree"
        aria-label={name}
        tabIndex={0}
        aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
        onScroll={measure}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          if (event.target == box.current && at < 0 && lines[0]) setCurrent(chosen ?? lines[0].key);
        }}
      >
        <div class="wf-rows" style={{ height: `${tops[lines.length] ?? 0}px` }}>
          {drawn.map(({ line, index }) => (
            <Row
              key={line.key}
              line={line}
              id={`${id}-${index}`}
              top={tops[index] ?? 0}
              height={heightOf(line, wide)}
              wide={wide}
              now={now}
              currency={currency}
              current={index == at}
              chosen={line.kind == 'span' && line.node.key == chosen}
              onPress={press}
              onTurn={(one) => onTurn(one.key, !one.open)}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

const heightOf = (line: Line, wide: boolean) =>
  line.kind != 'span' ? 36 : wide ? 32 : hasFacts(line.node.span) ? 60 : 42;

/** Whether any scale goes on, and the one that all share. */
function scalesOf(lines: readonly Line[]) {
  const groups = new Set(lines.flatMap((line) => (line.kind == 'errors' ? [] : [line.group])));
  const [only] = groups.size == 1 ? groups : [];
  return { runs: [...groups].some(({ scale }) => scale.running), only };
}

const FLIPPED: Record<string, string> = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' };
