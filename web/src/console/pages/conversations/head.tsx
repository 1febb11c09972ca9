// The line above the list: what each column is, by which one may sort, and the edges that make them wider.
import './head.css';
import type { Ref } from 'preact';
import { withSearch } from '../../lib/router';
import type { Column } from './columns';
import { Edge } from './edge';
import { sortText, type Sort } from './query';
import { FIRST } from './widths';

interface Props {
  columns: Column[];
  /** Only the first column, and nobody sees its name. */
  compact: boolean;
  sort: Sort;
  layout: string;
  box: Ref<HTMLDivElement>;
}

export function Head({ columns, compact, sort, layout, box }: Props) {
  return (
    <div role="rowgroup" class="list-head" ref={box}>
      <div role="row" aria-rowindex={1} class="list-columns">
        <span role="columnheader" aria-label="Selected" />
        <span role="columnheader" aria-label={FIRST.name}>
          <span class="cut">{FIRST.name}</span>
          {!compact && <Edge id={FIRST.id} name={FIRST.name} layout={layout} />}
        </span>
        {!compact &&
          columns.map(({ id, name, sort: by, number }) => (
            <span
              key={id}
              role="columnheader"
              aria-label={name}
              class={number ? 'number' : undefined}
              aria-sort={by && by == sort.by ? (sort.down ? 'descending' : 'ascending') : undefined}
            >
              {by ? (
                <a class="cut" href={withSearch({ sort: sortText({ by, down: by != sort.by || !sort.down }) })}>
                  {name}
                  {by == sort.by && <span aria-hidden="true">{sort.down ? ' ↓' : ' ↑'}</span>}
                </a>
              ) : (
                <span class="cut">{name}</span>
              )}
              <Edge id={id} name={name} layout={layout} />
            </span>
          ))}
      </div>
    </div>
  );
}
