// Stacked bars by day, drawn by hand: one stop for the keyboard, arrows from day to day, the figures beside it.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { typeName } from '../../parts/badge';
import { ticks, type Series } from './figures';

interface Props {
  name: string;
  days: string[];
  series: Series[];
  /** The day that is not over. */
  today: string;
  /** Whether there are no halves of it. */
  whole: boolean;
  format: (value: number) => string;
  exact: (value: number) => string;
}

export const fill = (type: string) =>
  `fill-${type == 'test' || type == 'widget' || type == 'whatsapp' || type == 'trace' ? type : type == '' ? 'one' : 'other'}`;

const HEIGHT = 240;
const TOP = 8;
const FOOT = 24;
const START = 64;

const dayFormat = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short' });
const longFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});
const dayText = (day: string, long = false) => (long ? longFormat : dayFormat).format(Date.parse(`${day}T00:00:00Z`));

export function Bars({ name, days, series, today, whole, format, exact }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [at, setAt] = useState(days.length - 1);
  const [shown, setShown] = useState<number>();
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setWidth(element.clientWidth));
    watch.observe(element);
    setWidth(element.clientWidth);
    return () => watch.disconnect();
  }, []);

  const sums = days.map((_, day) => series.reduce((sum, { values }) => sum + (values[day] ?? 0), 0));
  const axis = ticks(Math.max(...sums), whole);
  const most = axis.at(-1) ?? 1;
  const inner = Math.max(0, width - START);
  const step = inner / days.length;
  const y = (value: number) => TOP + (HEIGHT - TOP - FOOT) * (1 - value / most);
  const every = Math.max(1, Math.ceil(64 / Math.max(1, step)));
  const current = Math.min(at, days.length - 1);

  const move = (event: KeyboardEvent) => {
    const to =
      event.key == 'ArrowRight'
        ? Math.min(days.length - 1, current + 1)
        : event.key == 'ArrowLeft'
          ? Math.max(0, current - 1)
          : event.key == 'Home'
            ? 0
            : event.key == 'End'
              ? days.length - 1
              : undefined;
    if (event.key == 'Escape') setShown(undefined);
    if (to === undefined) return;
    event.preventDefault();
    setAt(to);
    box.current?.querySelectorAll<SVGGElement>('.bar')[to]?.focus();
  };
  const label = (day: number) => {
    const parts = series
      .filter(({ values }) => values[day])
      .map(({ type, values }) => `${typeName(type)} ${exact(values[day] ?? 0)}`);
    const date = days[day] as string;
    return `${dayText(date, true)}${date == today ? ', so far' : ''}: ${exact(sums[day] ?? 0)}${parts.length > 1 ? ` (${parts.join(', ')})` : ''}`;
  };

  return (
    <div class="plot" ref={box} onPointerLeave={() => setShown(undefined)}>
      {width > 0 && (
        <svg role="group" aria-label={`${name} by day. Arrow keys go from day to day.`} onKeyDown={move}>
          {axis.map((value) => (
            <g key={value} aria-hidden="true">
              <line class={value ? 'grid-line' : 'base-line'} x1={START} x2={width} y1={y(value)} y2={y(value)} />
              <text x={START - 8} y={y(value) + 4} text-anchor="end">
                {format(value)}
              </text>
            </g>
          ))}
          {days.map((day, index) => {
            let from = 0;
            const x = START + index * step;
            return (
              <g
                key={day}
                class={day == today ? 'bar partial' : 'bar'}
                role="img"
                aria-label={label(index)}
                tabIndex={index == current ? 0 : -1}
                onFocus={() => (setAt(index), setShown(index))}
                onBlur={() => setShown(undefined)}
                onPointerEnter={() => setShown(index)}
              >
                <rect class="hit" x={x} y={TOP} width={step} height={HEIGHT - TOP - FOOT} />
                {series.map(({ type, values }) => {
                  const value = values[index] ?? 0;
                  if (!value) return null;
                  const top = y(from + value);
                  const height = Math.max(1, y(from) - top);
                  from += value;
                  return (
                    <rect
                      key={type}
                      class={`piece ${fill(type)}`}
                      x={x + step * 0.14}
                      y={top}
                      width={Math.max(1, step * 0.72)}
                      height={height}
                    />
                  );
                })}
                {(days.length - 1 - index) % every == 0 && (
                  <text x={x + step / 2} y={HEIGHT - 6} text-anchor="middle" aria-hidden="true">
                    {dayText(day)}
                  </text>
                )}
              </g>
            );
          })}
        </svg>
      )}
      {shown !== undefined && days[shown] && (
        <div class="tip" aria-hidden="true" style={place(START + (shown + 0.5) * step, width)}>
          <strong>
            {dayText(days[shown] as string, true)}
            {days[shown] == today && ', so far'}
          </strong>
          <dl>
            {series.map(({ type, values }) => (
              <div key={type}>
                <dt>{typeName(type)}</dt>
                <dd>{exact(values[shown] ?? 0)}</dd>
              </div>
            ))}
            {series.length != 1 && (
              <div>
                <dt>Together</dt>
                <dd>{exact(sums[shown] ?? 0)}</dd>
              </div>
            )}
          </dl>
        </div>
      )}
    </div>
  );
}

/** Beside the day, on the side where there is room. */
const place = (x: number, width: number) =>
  x > width / 2 ? { right: `${width - x + 16}px` } : { left: `${x + 16}px` };
