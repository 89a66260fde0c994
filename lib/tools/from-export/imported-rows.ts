import { basename } from 'node:path';
import type { ImportedRows } from '#lib/use-cases/insight/report/report.ts';
import type { ImportReport } from '../import/import-export.ts';

/** An export, and the mapping by which its rows were read. */
export interface NamedExport {
  readonly from: string;
  /** As it was given: its name, or its file. */
  readonly mappingName: string;
}

/** The place of a row; of several tables the one that it is in. */
const placeOf = (table: string, row: number, isOnly: boolean): string =>
  isOnly ? `row ${row}` : `${table}, row ${row}`;

/** What a report tells of an import. It gives the place of a row but not what stands there, which could name somebody. */
export const importedRows = (
  { rows, used, unused, tables, problems }: ImportReport,
  { from, mappingName }: NamedExport,
): ImportedRows => {
  const isOnly = Object.keys(tables).length === 1;
  return {
    file: basename(from),
    mapping: basename(mappingName, '.json'),
    rows,
    used,
    unused,
    problems: problems.map(({ table, reason, rows: concerned, examples: [first] }) => ({
      reason,
      rows: concerned,
      ...(first && { example: placeOf(table, first.row, isOnly) }),
    })),
  };
};
