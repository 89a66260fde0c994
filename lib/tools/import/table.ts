import { cleanCell } from './clean-cell.ts';
import type { TableMapping } from './mapping.ts';
import type { NumberedRecord } from './reading/numbered-record.ts';
import type { CellPath, Template } from './template.ts';
import { Unusable } from './unusable.ts';

/** One row of a file. */
export interface ExportRow extends NumberedRecord {
  /** `open` until it is decided, `refused` before any rule; a row that no rule refused ends as `reported` or `used`. */
  fate: 'open' | 'refused' | 'reported' | 'used';
}

/** One file of the export, read whole. */
export interface ExportTable {
  readonly name: string;
  readonly mapping: TableMapping;
  /** The position of each column. */
  readonly columns: ReadonlyMap<string, number>;
  readonly rows: readonly ExportRow[];
  /** Rows by the table's key; empty where the table has no key. */
  readonly index: ReadonlyMap<string, readonly ExportRow[]>;
  /** Rows with more or fewer cells than the header. */
  readonly malformed: readonly ExportRow[];
}

/** The tables of an export, by name. */
export type ExportTables = ReadonlyMap<string, ExportTable>;

/** Rows of one table that are read together: a single row, or the rows of one event. */
export interface RowGroup {
  readonly tables: ExportTables;
  readonly table: ExportTable;
  readonly rows: readonly ExportRow[];
}

/** Fills empty cells with those above them. A row whose cells do not fit the header ends it: what belongs to it is unknown. */
const filledDown = (rows: readonly ExportRow[], names: readonly string[], { columns = {} }: TableMapping) => {
  const filling = names.map((name) => columns[name]?.fillDown === true);
  if (!filling.includes(true)) return rows;
  let above: readonly string[] = [];
  return rows.map((row) => {
    if (row.cells.length !== names.length) {
      above = [];
      return row;
    }
    above = row.cells.map((cell, at) => (cell === '' && filling[at] ? (above[at] ?? '') : cell));
    return { ...row, cells: above };
  });
};

/** Makes a table of the rows of a file: cleans their cells and builds the index. */
export const makeTable = (
  { name, mapping }: Pick<ExportTable, 'name' | 'mapping'>,
  header: readonly string[],
  records: readonly NumberedRecord[],
): ExportTable => {
  const names = header.map((column) => column.trim());
  const cleaning = names.map((column) => mapping.columns?.[column]?.clean);
  const clean = (record: NumberedRecord): ExportRow => ({
    ...record,
    fate: 'open',
    cells: record.cells.map((cell, at) => cleanCell(cell, cleaning[at])),
  });
  const cleaned = filledDown(records.map(clean), names, mapping).filter(({ cells }) => cells.length === names.length);
  const columns = new Map(names.map((column, at) => [column, at] as const).toReversed());
  const key = mapping.key === undefined ? undefined : columns.get(mapping.key);
  const index =
    key === undefined ? new Map<string, ExportRow[]>() : Map.groupBy(cleaned, ({ cells }) => cells[key] ?? '');
  return {
    name,
    mapping,
    columns,
    rows: cleaned,
    index,
    malformed: records.filter(({ cells }) => cells.length !== names.length).map((row) => ({ ...row, fate: 'open' })),
  };
};

/** The first filled cell of a column, `''` where no cell is filled. */
const cellOf = ({ table, rows }: RowGroup, column: string): string => {
  const at = table.columns.get(column);
  if (at === undefined) return '';
  for (const { cells } of rows) {
    const cell = cells[at];
    if (cell !== undefined && cell !== '') return cell;
  }
  return '';
};

/** The rows of another table whose key is the cell of these rows. */
export const joined = (group: RowGroup, name: string): RowGroup => {
  const table = group.tables.get(name);
  if (table === undefined)
    throw new TypeError(`Cannot look up rows in a table: current value is "${name}", which is none`);
  const key = cellOf(group, table.mapping.by ?? table.mapping.key ?? '');
  const rows = key === '' ? [] : (table.index.get(key) ?? []);
  return { tables: group.tables, table, rows: rows.filter(({ fate }) => fate !== 'refused') };
};

/** @throws {Unusable} when one of the rows has a fault: no event can be made of a part of what belongs together. */
export const requireSound = (rows: readonly ExportRow[]): void => {
  for (const { fault, number } of rows) if (fault !== undefined) throw new Unusable(fault.reason, fault.seen, number);
};

/** Whether a path leads to another table; otherwise all of it is a column's name, dots included. */
export const isJoined = (tables: { readonly has: (name: string) => boolean }, { segments }: CellPath): boolean =>
  segments.length > 1 && tables.has(segments[0] ?? '');

/** The cell at a path: the first filled one of several rows, `''` where no cell is filled. */
export const cellAt = (group: RowGroup, path: CellPath): string => {
  if (!isJoined(group.tables, path)) return cellOf(group, path.text);
  const { segments } = path;
  return cellOf(segments.slice(0, -1).reduce(joined, group), segments.at(-1) ?? '');
};

/** The text of a template; undefined where one of its cells is empty. */
export const textOf = (group: RowGroup, { parts }: Template): string | undefined => {
  let text = '';
  for (const part of parts) {
    const piece = typeof part === 'string' ? part : cellAt(group, part);
    if (piece === '') return undefined;
    text += piece;
  }
  return text;
};
