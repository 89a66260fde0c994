import { refuseOverwriting } from '../files/refuse-overwriting.ts';
import { rowJoins } from './cell-references.ts';
import type { ImportReport, RowCounts } from './import-report.ts';
import { makeEvents, type Conversion } from './make-events.ts';
import { tableOf, type Mapping } from './mapping.ts';
import { exportTables, readExport, type ExportFiles } from './reading/read-export.ts';
import type { ExportTable } from './table.ts';
import { writeLines } from './write-lines.ts';

export { formatReport } from './import-report.ts';
export type { ImportReport } from './import-report.ts';
export { MappingError } from './mapping-error.ts';
export type { Mapping } from './mapping.ts';
export { loadMapping, parseMapping } from './read-mapping.ts';

/** The export to import, by which mapping, and to where. */
export interface ImportOptions extends ExportFiles {
  readonly mapping: Mapping;
  /** The currency of the catalogue that the events are for; orders in others are reported. `GBP` by default. */
  readonly currency?: string;
  /** The file of events, one a line; compressed where its name ends in `.gz`, `-` for standard output. */
  readonly out: string;
}

const countRows = ({ rows, malformed }: ExportTable): RowCounts => {
  const used = rows.filter(({ fate }) => fate === 'used').length;
  const all = rows.length + malformed.length;
  return { rows: all, used, unused: all - used };
};

const sum = (counts: readonly RowCounts[], of: keyof RowCounts): number =>
  counts.reduce((total, count) => total + count[of], 0);

const reportOn = (conversion: Conversion, counted: readonly ExportTable[]): ImportReport => {
  const { events, problems, notes, people, understanding } = conversion;
  const tables = Object.fromEntries(counted.map((table) => [table.name, countRows(table)]));
  const counts = Object.values(tables);
  const types = Map.groupBy(events, ({ entry }) => entry['detail-type']);
  const [first, last] = [events[0], events.at(-1)];
  return {
    rows: sum(counts, 'rows'),
    used: sum(counts, 'used'),
    unused: sum(counts, 'unused'),
    tables,
    events: Object.fromEntries([...types].map(([type, made]) => [type, made.length])),
    people: people.size,
    ...(first && last && { firstAt: first.entry.time, lastAt: last.entry.time }),
    problems: problems.reasons(),
    notes: notes.reasons(),
    ...understanding.notUnderstood(),
  };
};

/**
 * Turns the rows of a shop's export into events, in order of time. Every event fits the contract: a row of which no event
 * can be made is reported, with the reason.
 *
 * Files are held in memory whole, since one order's rows may stand anywhere. Nothing is written unless everything could be
 * read.
 *
 * @throws {Error} naming the file that cannot be read or written, that lacks a column which the mapping names, or that would
 * be both read and written.
 */
export const importRows = async ({
  mapping,
  out,
  currency = 'GBP',
  ...files
}: ImportOptions): Promise<ImportReport> => {
  const places = await exportTables(mapping, files.from);
  refuseOverwriting(
    places.map(({ file }) => file),
    [out],
  );
  const tables = await readExport(mapping, files);
  const sources = new Set(mapping.events.map((rule) => tableOf(rule, mapping)));
  const partNames = new Set(rowJoins(mapping).map(({ to }) => to));
  const read = [...tables.values()].filter((table) => table.mapping.parts === undefined);
  const parts = read.filter(({ name }) => partNames.has(name) && !sources.has(name));
  const work = makeEvents(mapping, tables, { parts, currency });
  await writeLines(
    out,
    work.events.map(({ entry }) => entry),
  );
  return reportOn(work, [...read.filter(({ name }) => sources.has(name)), ...parts]);
};
