import { basename } from 'node:path';
import { importRows, type ImportReport, type Mapping } from '../import/import-export.ts';

/** What is imported, and to where. */
export interface EventImport {
  readonly from: string;
  readonly mapping: Mapping;
  readonly events: string;
  readonly currency: string;
  readonly onRows: (rows: number) => void;
}

/** @throws {Error} naming the file, when no event was made of it. */
const requireEvents = (from: string, { rows, events, problems: [most] }: ImportReport): void => {
  if (Object.keys(events).length > 0) return;
  const why =
    most === undefined ? 'it has no rows' : `none of its rows could be used (${most.rows} of ${rows}: ${most.reason})`;
  throw new Error(`Cannot report on ${basename(from)}: ${why}`);
};

/**
 * Imports an export into a file of events.
 *
 * @throws {Error} when it cannot be read, or none of its rows can be used.
 */
export const importEvents = async ({ events, onRows, ...what }: EventImport): Promise<ImportReport> => {
  const report = await importRows({ ...what, out: events, onProgress: ({ rows }) => onRows(rows) });
  requireEvents(what.from, report);
  return report;
};
