import { cellReferences, rowJoins, type CellReference } from './cell-references.ts';
import type { Mapping } from './mapping.ts';
import { isJoined, type ExportTable, type ExportTables } from './table.ts';

const lacks = ({ columns, mapping }: ExportTable, column: string): boolean =>
  !columns.has(column) && mapping.columns?.[column]?.optional !== true;

/** A column that the mapping names, with the place where it does. */
interface NamedColumn {
  readonly column: string;
  readonly at: string;
}

/** @throws {Error} when the file of a table lacks a column that the mapping names. */
const checkColumn = (table: ExportTable | undefined, { column, at }: NamedColumn): void => {
  if (table === undefined || !lacks(table, column)) return;
  const header = [...table.columns.keys()].toReversed().join(', ');
  throw new Error(
    `Cannot read the file of table "${table.name}" by the mapping: current value has no column "${column}", which ${at} names; it has ${header}`,
  );
};

/** Checks the columns by which rows of one table find those of another. */
const checkJoin = (asking: ExportTable | undefined, asked: ExportTable | undefined, at: string): void => {
  const key = asked?.mapping.key ?? '';
  checkColumn(asking, { column: asked?.mapping.by ?? key, at });
  checkColumn(asked, { column: key, at });
};

const checkReference = (tables: ExportTables, { table: start, path, at }: CellReference): void => {
  let table = tables.get(start);
  if (!isJoined(tables, path)) return checkColumn(table, { column: path.text, at });
  for (const step of path.segments.slice(0, -1)) {
    const next = tables.get(step);
    checkJoin(table, next, at);
    table = next;
  }
  return checkColumn(table, { column: path.segments.at(-1) ?? '', at });
};

/**
 * Checks that every column which a mapping names exists, so that a misspelt one is not taken for an empty one.
 *
 * @throws {Error} naming the column, the place in the mapping, and the columns of the file.
 */
export const checkColumns = (mapping: Mapping, tables: ExportTables): void => {
  for (const [name, { columns = {} }] of Object.entries(mapping.tables)) {
    for (const column of Object.keys(columns)) checkColumn(tables.get(name), { column, at: `tables.${name}.columns` });
  }
  for (const { from: asking, to, at } of rowJoins(mapping)) checkJoin(tables.get(asking), tables.get(to), at);
  for (const reference of cellReferences(mapping)) checkReference(tables, reference);
};
