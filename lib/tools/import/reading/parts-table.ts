import type { TableMapping } from '../mapping.ts';
import { numberedColumn, partColumns, type Parts } from '../parts.ts';
import { makeTable, type ExportRow, type ExportTable } from '../table.ts';
import type { NumberedRecord } from './numbered-record.ts';
import { splitCell, type PartValues } from './split-cell.ts';

/** The column of a part's number within its row, from 1. */
const numberColumn = 'part';

/** The numbered columns of a table, one after the other as long as there is one of them. */
const numberedOf = (table: ExportTable, columns: readonly string[]): readonly (readonly string[])[] => {
  const found: string[][] = [];
  for (let number = 1; number <= table.columns.size; number += 1) {
    const names = columns.map((column) => numberedColumn(column, number));
    if (!names.some((name) => table.columns.has(name))) break;
    found.push(names);
    if (names.every((name, index) => name === columns[index])) break;
  }
  return found;
};

const cellOf = ({ columns }: ExportTable, { cells }: ExportRow, column: string): string =>
  cells[columns.get(column) ?? -1] ?? '';

/** What a row says of its parts: their values, or the column that is not written as the mapping says, with its text. */
type Found = readonly PartValues[] | { readonly column: string; readonly text: string };

type Split = (row: ExportRow) => Found;

const inColumns = (columns: Readonly<Record<string, string>>, table: ExportTable): Split => {
  const [names, sources] = [Object.keys(columns), Object.values(columns)];
  const numbered = numberedOf(table, sources);
  return (row) =>
    numbered
      .map((group) => group.map((column) => cellOf(table, row, column)))
      .filter((cells) => cells.some((cell) => cell !== ''))
      .map((cells) => Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])));
};

const inCells = (definition: Exclude<Parts, { columns: object }>, table: ExportTable): Split => {
  const columns = numberedOf(table, [definition.cell]).flat();
  return (row) => {
    const found: PartValues[] = [];
    for (const column of columns) {
      const text = cellOf(table, row, column);
      const parts = text === '' ? [] : splitCell(text, definition);
      if (parts === undefined) return { column, text };
      found.push(...parts);
    }
    return found;
  };
};

const longestShown = 60;

/**
 * Makes the table of the parts that stand in the rows of another table, one row a part. Each has the columns of its values,
 * its number as `part`, and the other table's cell in the column by which the two find each other.
 */
export const makePartsTable = (name: string, mapping: TableMapping, source: ExportTable): ExportTable => {
  const { parts: definition, key = '', by = key } = mapping;
  if (definition === undefined) throw new TypeError(`Cannot take parts of a table: current value is ${name}`);
  const columns = partColumns(definition);
  const split = 'columns' in definition ? inColumns(definition.columns, source) : inCells(definition, source);
  const record = (row: ExportRow, values: PartValues, part: number): NumberedRecord => ({
    number: row.number,
    fault: row.fault,
    cells: [cellOf(source, row, by), String(part), ...columns.map((column) => values[column] ?? '')],
  });
  const records = source.rows.flatMap((row): readonly NumberedRecord[] => {
    const found = split(row);
    if (!('column' in found)) return found.map((values, index) => record(row, values, index + 1));
    const reason = `{${found.column}} must be written as tables.${name}.parts says`;
    return [{ ...record(row, {}, 1), fault: { reason, seen: JSON.stringify(found.text.slice(0, longestShown)) } }];
  });
  return makeTable({ name, mapping }, [key, numberColumn, ...columns], records);
};
