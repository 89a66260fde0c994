import { cleanCell } from './clean-cell.ts';
import type { TableMapping } from './mapping.ts';
import type { CellPath, Template } from './template.ts';

/** One row of a file. */
export interface Row {
  /** As a spreadsheet counts: the header is row 1. */
  readonly number: number;
  readonly cells: readonly string[];
  /** What became of it: `open` until it is known, `refused` before any rule saw it; every row ends as one of the others. */
  fate: 'open' | 'refused' | 'reported' | 'used';
}

/** One file of the export, read whole. */
export interface Table {
  readonly name: string;
  readonly mapping: TableMapping;
  /** Where each column stands. */
  readonly columns: ReadonlyMap<string, number>;
  readonly rows: readonly Row[];
  /** Rows by the table's key; empty where it has none. */
  readonly index: ReadonlyMap<string, readonly Row[]>;
  /** Rows that have more or fewer cells than the header. */
  readonly malformed: readonly Row[];
}

export type Tables = ReadonlyMap<string, Table>;

/** Rows of one table that are read together: one row, or a group that is one event. */
export interface Scope {
  readonly tables: Tables;
  readonly table: Table;
  readonly rows: readonly Row[];
}

/** Makes a table of rows that were read: cleans their cells and builds the index. */
export const makeTable = (
  { name, mapping }: Pick<Table, 'name' | 'mapping'>,
  header: readonly string[],
  rows: readonly Row[],
): Table => {
  const names = header.map((column) => column.trim());
  const cleaning = names.map((column) => mapping.columns?.[column]?.clean);
  const clean = (row: Row): Row => ({ ...row, cells: row.cells.map((cell, at) => cleanCell(cell, cleaning[at])) });
  const cleaned = rows.filter(({ cells }) => cells.length === names.length).map(clean);
  const columns = new Map(names.map((column, at) => [column, at] as const).toReversed());
  const key = mapping.key === undefined ? undefined : columns.get(mapping.key);
  const index = key === undefined ? new Map<string, Row[]>() : Map.groupBy(cleaned, ({ cells }) => cells[key] ?? '');
  return {
    name,
    mapping,
    columns,
    rows: cleaned,
    index,
    malformed: rows.filter(({ cells }) => cells.length !== names.length),
  };
};

/** The first filled cell of a column, `''` where none is. */
const cellOf = ({ table, rows }: Scope, column: string): string => {
  const at = table.columns.get(column);
  if (at === undefined) return '';
  for (const { cells } of rows) {
    const cell = cells[at];
    if (cell !== undefined && cell !== '') return cell;
  }
  return '';
};

/** The rows of another table that belong to these: those whose key is the cell here. */
export const joined = (scope: Scope, name: string): Scope => {
  const table = scope.tables.get(name);
  if (table === undefined)
    throw new TypeError(`Cannot look up rows in a table: current value is "${name}", which is none`);
  const key = cellOf(scope, table.mapping.by ?? table.mapping.key ?? '');
  const rows = key === '' ? [] : (table.index.get(key) ?? []);
  return { tables: scope.tables, table, rows: rows.filter(({ fate }) => fate !== 'refused') };
};

/** Whether a path leads to another table; else all of it is a column's name, dots included. */
export const isJoined = (tables: { readonly has: (name: string) => boolean }, { segments }: CellPath): boolean =>
  segments.length > 1 && tables.has(segments[0] ?? '');

/** A cell by its path; of several rows the first that is filled, `''` where none is. */
export const cellAt = (scope: Scope, path: CellPath): string => {
  if (!isJoined(scope.tables, path)) return cellOf(scope, path.text);
  const { segments } = path;
  return cellOf(segments.slice(0, -1).reduce(joined, scope), segments.at(-1) ?? '');
};

/** A template's text, undefined where one of its cells is empty. */
export const textOf = (scope: Scope, { parts }: Template): string | undefined => {
  let text = '';
  for (const part of parts) {
    const piece = typeof part === 'string' ? part : cellAt(scope, part);
    if (piece === '') return undefined;
    text += piece;
  }
  return text;
};
