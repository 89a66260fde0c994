import { h, type ComponentChildren } from 'preact';

/** A column of a table. The first one heads the rows. */
interface DataColumn<Row> {
  readonly head: string;
  readonly isNumber?: boolean;
  /** Left out on a phone. */
  readonly isRoomy?: boolean;
  readonly cell: (row: Row) => ComponentChildren;
}

interface Props<Row> {
  readonly caption: ComponentChildren;
  readonly columns: readonly DataColumn<Row>[];
  readonly rows: readonly Row[];
}

const classOf = <Row>({ isNumber, isRoomy }: DataColumn<Row>): string | undefined =>
  [...(isNumber ? ['number'] : []), ...(isRoomy ? ['roomy'] : [])].join(' ') || undefined;

/** A table with a caption, whose first column heads the rows. */
export const DataTable = <Row>({ caption, columns, rows }: Props<Row>) =>
  h(
    'table',
    null,
    h('caption', null, caption),
    h(
      'thead',
      null,
      h(
        'tr',
        null,
        columns.map((column) => h('th', { scope: 'col', class: classOf(column) }, column.head)),
      ),
    ),
    h(
      'tbody',
      null,
      rows.map((row) =>
        h(
          'tr',
          null,
          columns.map((column, place) =>
            place === 0
              ? h('th', { scope: 'row', class: classOf(column) }, column.cell(row))
              : h('td', { class: classOf(column) }, column.cell(row)),
          ),
        ),
      ),
    ),
  );
