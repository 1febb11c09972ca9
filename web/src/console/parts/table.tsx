import type { ComponentChildren } from 'preact';

export interface Column<Row> {
  name: string;
  cell: (row: Row) => ComponentChildren;
  /** Aligned at the end, figures below figures. */
  number?: boolean;
}

interface Props<Row> {
  /** What the table is of; read out, not shown. */
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  id: (row: Row) => string;
}

/** A table that scrolls by itself where it is wider than its place. */
export function Table<Row>({ caption, columns, rows, id }: Props<Row>) {
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label={caption}>
      <table class="table">
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ name, number }) => (
              <th key={name} scope="col" class={number ? 'number' : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={id(row)}>
              {columns.map(({ name, cell, number }) => (
                <td key={name} class={number ? 'number' : undefined}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
