// One row of the waterfall: a turn, the list of failures, or a span with its bar.
import { many } from '../lib/format';
import { clockTime, fullTime } from '../lib/time';
import { Icon } from '../parts/icon';
import type { Line } from './flat';
import { kindClass, kindName } from './kinds';
import { barOf, endOf } from './scale';
import { factsOf, fine, timeOf } from './words';

interface Props {
  line: Line;
  id: string;
  top: number;
  height: number;
  /** One line each, with columns: where there is room. */
  wide: boolean;
  now: number;
  currency: string;
  current: boolean;
  chosen: boolean;
  onPress: (line: Line) => void;
  onTurn: (line: Line) => void;
}

export function Row(props: Props) {
  const { line, id, top, height, wide, now, currency, current, chosen, onPress, onTurn } = props;
  const look = line.kind == 'span' ? `wf-row ${kindClass(line.node.span)}` : 'wf-head';
  return (
    <div
      id={id}
      role="treeitem"
      class={`${look}${current ? ' current' : ''}${chosen ? ' chosen' : ''}${line.open == null ? ' leaf' : ''}`}
      aria-level={line.level}
      aria-setsize={line.of}
      aria-posinset={line.at}
      aria-expanded={line.open ?? undefined}
      aria-selected={chosen}
      style={{
        transform: `translateY(${top}px)`,
        height: `${height}px`,
        // Beyond this depth rows stand below each other: the level is said all the same.
        '--depth': `${Math.min(line.level - 1, wide ? 24 : 10)}`,
      }}
      onClick={() => onPress(line)}
    >
      <span
        class={`twist${line.open ? ' open' : ''}`}
        aria-hidden="true"
        onClick={(event) => {
          if (line.open == null) return;
          event.stopPropagation();
          onTurn(line);
        }}
      >
        {line.open != null && <Icon name="down" />}
      </span>
      {line.kind == 'span' ? (
        <Span line={line} wide={wide} now={now} currency={currency} />
      ) : (
        <Head line={line} now={now} />
      )}
    </div>
  );
}

const titleOf = ({ group }: Extract<Line, { kind: 'group' }>) => {
  const { from } = group.scale;
  return `${group.message ? 'Turn' : 'Trace'}${from ? ` at ${clockTime(from)}` : ''}`;
};

function Head({ line, now }: { line: Exclude<Line, { kind: 'span' }>; now: number }) {
  if (line.kind == 'errors') return <b class="wrong-text">{many(line.count, 'failed span')}</b>;
  const { scale, size, errors } = line.group;
  const length = endOf(scale, now) - scale.from;
  return (
    <>
      <b title={scale.from ? fullTime(scale.from) : undefined}>{titleOf(line)}</b>
      <span class="muted cut">{many(size, 'span')}</span>
      {errors > 0 && <span class="wrong-text">{many(errors, 'error')}</span>}
      <span class="wf-time">{scale.running ? `running, ${fine(length)}` : fine(length)}</span>
    </>
  );
}

interface SpanProps {
  line: Extract<Line, { kind: 'span' }>;
  wide: boolean;
  now: number;
  currency: string;
}

function Span({ line: { node, group, open }, wide, now, currency }: SpanProps) {
  const { span } = node;
  const { start, length, running } = barOf(node, group.scale, now);
  const facts = factsOf(span, currency);
  const inside = open === false && node.errors > (span.failed ? 1 : 0);
  return (
    <>
      <span class="wf-name">
        <span class="wf-kind">{kindName(span.kind)}</span>
        <span class="cut" dir="auto" title={span.name}>
          {span.name}
        </span>
        {inside && <span class="wrong-text">{many(node.errors, 'error')}</span>}
      </span>
      <span class={`wf-track${running ? ' running' : ''}`} aria-hidden="true">
        <i
          style={{
            insetInlineStart: `min(${(start * 100).toFixed(3)}%, calc(100% - 3px))`,
            inlineSize: `max(3px, ${(length * 100).toFixed(3)}%)`,
          }}
        />
      </span>
      {(wide || facts.length > 0) && (
        <span class="wf-facts cut" title={facts.join(' · ')}>
          {facts.join(' · ')}
        </span>
      )}
      <span class={`wf-time${running && !span.failed ? ' is-running' : ''}`}>
        {span.failed && <b aria-hidden="true">! </b>}
        {timeOf(node, now)}
      </span>
    </>
  );
}
