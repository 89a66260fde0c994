import type { ComponentChildren } from 'preact';

/** One column of a table. */
export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** Numbers stand at the right. */
  readonly isNumber?: boolean;
  /** Names the row; one column of a table should. */
  readonly isHeading?: boolean;
  /** Whether the header sorts by the column. */
  readonly isSortable?: boolean;
  /** Further classes of its cells, such as `roomy`: left out on narrow screens. */
  readonly className?: string;
}

/** By which column rows are sorted, and which way. */
interface Sort {
  readonly by: string;
  readonly isDown: boolean;
}

interface Props<Row> {
  /** What is listed; seen by screen readers alone where `isCaptionHidden`. */
  readonly caption: string;
  readonly isCaptionHidden?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly sort?: Sort;
  readonly onSort?: (sort: Sort) => void;
}

const classOf = ({ isNumber, className }: Pick<Column<never>, 'isNumber' | 'className'>): string | undefined =>
  [isNumber && 'number', className].filter(Boolean).join(' ') || undefined;

const arrows = { ascending: ' ↑', descending: ' ↓' } as const;

interface SorterProps {
  readonly column: { readonly key: string; readonly header: string; readonly isNumber?: boolean };
  readonly direction: keyof typeof arrows | undefined;
  readonly onSort: (sort: Sort) => void;
}

/** Numbers are first sorted downwards. */
const Sorter = ({ column: { key, header, isNumber = false }, direction, onSort }: SorterProps) => {
  const isDown = direction === undefined ? isNumber : direction === 'ascending';
  return (
    <button type="button" class="sorts" onClick={() => onSort({ by: key, isDown })}>
      {header}
      {direction === undefined ? null : <span aria-hidden="true">{arrows[direction]}</span>}
    </button>
  );
};

const directionOf = (key: string, sort: Sort | undefined): keyof typeof arrows | undefined => {
  if (sort?.by !== key) return undefined;
  return sort.isDown ? 'descending' : 'ascending';
};

const Header = <Row,>({ column, sort, onSort }: Pick<Props<Row>, 'sort' | 'onSort'> & { column: Column<Row> }) => {
  const direction = directionOf(column.key, sort);
  return (
    <th scope="col" role="columnheader" class={classOf(column)} aria-sort={direction}>
      {column.isSortable && onSort ? <Sorter column={column} direction={direction} onSort={onSort} /> : column.header}
    </th>
  );
};

const Cell = <Row,>({ column, row }: { readonly column: Column<Row>; readonly row: Row }) =>
  column.isHeading ? (
    <th scope="row" role="rowheader" class={classOf(column)}>
      {column.cell(row)}
    </th>
  ) : (
    <td role="cell" class={classOf(column)}>
      <span class="cell-name" aria-hidden="true">
        {column.header}
      </span>
      {column.cell(row)}
    </td>
  );

/** A table, whose rows become cards on a phone. Roles are written out, since another `display` takes them away. */
export const DataTable = <Row,>({ caption, isCaptionHidden, columns, rows, keyOf, sort, onSort }: Props<Row>) => (
  <table class="data-table" role="table">
    <caption class={isCaptionHidden ? 'visually-hidden' : undefined}>{caption}</caption>
    <thead role="rowgroup">
      <tr role="row">
        {columns.map((column) => (
          <Header key={column.key} column={column} {...(sort && { sort })} {...(onSort && { onSort })} />
        ))}
      </tr>
    </thead>
    <tbody role="rowgroup">
      {rows.map((row) => (
        <tr key={keyOf(row)} role="row">
          {columns.map((column) => (
            <Cell key={column.key} column={column} row={row} />
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);
