import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkColumns, requiredColumns } from '../check-columns.ts';
import type { Mapping, TableMapping } from '../mapping.ts';
import type { ExportTable, ExportTables } from '../table.ts';
import { makePartsTable } from './parts-table.ts';
import { readTable } from './read-table.ts';

/** The place of an export. */
export interface ExportFiles {
  /** The file of the mapping's main table, plain or `.gz`, or `-` for standard input; the others lie beside it. */
  readonly from: string;
  /** Receives the number of rows read so far, every 10,000 rows. */
  readonly onProgress?: ((progress: { readonly rows: number }) => void) | undefined;
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** The file as the mapping names it or, where only that one exists, its `.gz`. */
const fileBeside = async (from: string, name: string): Promise<string> => {
  const file = join(from === '-' ? '.' : dirname(from), name);
  const isCompressed = !(await exists(file)) && (await exists(`${file}.gz`));
  return isCompressed ? `${file}.gz` : file;
};

/** A table of an export, with its file. */
interface TablePlace {
  readonly name: string;
  readonly file: string;
  readonly mapping: TableMapping;
}

/** Finds the files of an export, of which the mapping's main table has `from`. Tables of parts have none. */
export const exportTables = (mapping: Mapping, from: string): Promise<readonly TablePlace[]> =>
  Promise.all(
    Object.entries(mapping.tables)
      .filter(([, { parts }]) => parts === undefined)
      .map(async ([name, tableMapping]) => {
        const file = tableMapping.file === undefined ? from : await fileBeside(from, tableMapping.file);
        return { name, file, mapping: tableMapping };
      }),
  );

/**
 * Reads all files of an export into memory.
 *
 * @throws {Error} naming the file that cannot be read, or that lacks a column which the mapping names.
 */
export const readExport = async (mapping: Mapping, { from, onProgress }: ExportFiles): Promise<ExportTables> => {
  const tables = new Map<string, ExportTable>();
  let before = 0;
  const named = Map.groupBy(requiredColumns(mapping), ({ table }) => table);
  const onRows = (rows: number) => onProgress?.({ rows: before + rows });
  for (const place of await exportTables(mapping, from)) {
    const columns = new Set(named.get(place.name)?.map(({ column }) => column));
    const table = await readTable({ ...place, columns, onRows });
    before += table.rows.length + table.malformed.length;
    tables.set(place.name, table);
  }
  checkColumns(mapping, tables);
  for (const [name, tableMapping] of Object.entries(mapping.tables)) {
    const source = tables.get(tableMapping.parts?.of ?? '');
    if (source !== undefined) tables.set(name, makePartsTable(name, tableMapping, source));
  }
  checkColumns(mapping, tables);
  return tables;
};
