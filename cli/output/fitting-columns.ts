import { table } from './table.ts';

/** A column of a table that has as many columns as there is room for. */
export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => string;
  readonly align: 'left' | 'right';
  /** Where there is no room, the column with the highest rank goes first. */
  readonly rank: number;
}

const gap = 2;

const widthOf = <Row>({ head, cell }: Column<Row>, rows: readonly Row[]): number =>
  Math.max(head.length, ...rows.map((row) => cell(row).length)) + gap;

/** The columns that fit beside each other into `room` characters, by rank, in their own order; at least one. */
export const fittingColumns = <Row, Of extends Column<Row>>(
  columns: readonly Of[],
  rows: readonly Row[],
  room: number,
): readonly Of[] => {
  let left = room + gap;
  const byRank = columns.toSorted((one, other) => one.rank - other.rank);
  const fitting = new Set(
    byRank.filter((column, index) => {
      left -= widthOf(column, rows);
      return left >= 0 || index === 0;
    }),
  );
  return columns.filter((column) => fitting.has(column));
};

/** Lines up rows under the heads of their columns. */
export const columnTable = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): readonly string[] =>
  table(
    [columns.map(({ head }) => head), ...rows.map((row) => columns.map(({ cell }) => cell(row)))],
    columns.map(({ align }) => align),
  );
