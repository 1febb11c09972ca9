// The waterfall with what one can ask of it, and the span that is open beside or below it.
import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { many, number } from '../lib/format';
import type { SpanRow } from '../lib/traces';
import { Button } from '../parts/button';
import { ErrorBox } from '../parts/error-box';
import { Skeleton } from '../parts/skeleton';
import { ERRORS, linesOf } from './flat';
import type { Group } from './groups';
import type { SpanList } from './load';
import { SpanDetailView } from './span-detail';
import type { Node } from './tree';
import { TreeView } from './tree-view';

interface Props {
  name: string;
  list: SpanList;
  groups: readonly Group[];
  /** Whether each turn has a row of its own. */
  heads: boolean;
  currency: string;
  /** The span that is open, by its key. */
  span: string | null;
  onSpan: (key: string | null) => void;
  errorsFirst: boolean;
  onErrorsFirst: (on: boolean) => void;
  /** More to choose from, before the rest. */
  tools?: ComponentChildren;
  /** What can be done from a span. */
  acts: (span: SpanRow) => ComponentChildren;
  empty: ComponentChildren;
}

export function Waterfall(props: Props) {
  const { name, list, groups, heads, currency, span, onSpan, errorsFirst, onErrorsFirst, tools, acts, empty } = props;
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [show, setShow] = useState<{ key: string } | null>(span ? { key: span } : null);
  const lines = useMemo(() => linesOf(groups, { closed, heads, errorsFirst }), [groups, closed, heads, errorsFirst]);
  const errors = groups.reduce((sum, group) => sum + group.errors, 0);
  const size = groups.reduce((sum, group) => sum + group.size, 0);
  const ready = list.ready.value;

  const turn = (key: string, open: boolean) =>
    setClosed((before) => {
      const next = new Set(before);
      if (open) next.delete(key);
      else next.add(key);
      return next;
    });
  /** Opens whatever it stands in, and brings it into sight. */
  const goTo = (key: string) => {
    const node = find(groups, key);
    if (node) {
      const next = new Set(closed);
      for (let up: Node | null = node.parent; up; up = up.parent) next.delete(up.key);
      for (const group of groups) if (group.roots.includes(topOf(node))) next.delete(group.key);
      setClosed(next);
    }
    setShow({ key });
    onSpan(key);
  };
  const all = () => {
    const keys = new Set<string>();
    for (const { roots } of groups) for (const root of roots) if (root.children.length) keys.add(root.key);
    setClosed(closed.size ? new Set() : keys);
  };

  return (
    <div
      class="trace-view"
      onKeyDown={(event) => {
        if (event.key != 'Escape' || !span) return;
        // The span first, and nothing of what is around it.
        event.preventDefault();
        event.stopPropagation();
        onSpan(null);
      }}
    >
      <div class="trace-tools">
        {tools}
        <span class="muted trace-sum" role="status">
          {ready ? many(size, 'span') : ''}
          {list.next.value ? ' so far' : ''}
        </span>
        <span class="trace-acts">
          {errors > 0 && (
            <Button
              small
              aria-pressed={errorsFirst}
              title="Lists what failed above everything else"
              onClick={() => {
                onErrorsFirst(!errorsFirst);
                if (!errorsFirst) setShow({ key: ERRORS });
              }}
            >
              Errors first ({number(errors)})
            </Button>
          )}
          {size > 1 && (
            <Button small tone="quiet" onClick={all}>
              {closed.size ? 'Open all' : 'Close all'}
            </Button>
          )}
        </span>
      </div>
      {list.problem.value && <ErrorBox problem={list.problem.value} retry={() => void list.open()} />}
      {!ready ? (
        !list.problem.value && <Skeleton lines={8} label="Loading spans" />
      ) : (
        <div class="trace-panes">
          <div class="trace-tree">
            {lines.length ? (
              <TreeView
                name={name}
                lines={lines}
                currency={currency}
                chosen={span}
                onChoose={(line) => onSpan(line.node.key == span ? null : line.node.key)}
                onTurn={turn}
                show={show}
              />
            ) : (
              <div class="trace-none muted">{empty}</div>
            )}
            {list.next.value && !list.reading.value && (
              <p class="trace-none">
                {number(list.spans.value.length)} spans are here, and there are more.{' '}
                <Button small onClick={() => void list.more()}>
                  Read on
                </Button>
              </p>
            )}
          </div>
          {span && (
            <SpanDetailView
              key={span}
              id={span}
              row={find(groups, span)?.span ?? list.spans.value.find((one) => `${one.trace_id}-${one.span_id}` == span)}
              currency={currency}
              acts={acts}
              onSpan={goTo}
              onClose={() => onSpan(null)}
            />
          )}
        </div>
      )}
    </div>
  );
}

const topOf = (node: Node): Node => {
  let top = node;
  while (top.parent) top = top.parent;
  return top;
};

function find(groups: readonly Group[], key: string): Node | undefined {
  const stack = groups.flatMap(({ roots }) => roots);
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.key == key) return node;
    for (const child of node.children) stack.push(child);
  }
  return undefined;
}
