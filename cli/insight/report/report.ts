import { statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { refuseOverwriting } from '#lib/tools/files/refuse-overwriting.ts';
import type { People } from '#lib/use-cases/insight/people.ts';
import type { AboutReport } from '#lib/use-cases/insight/report/gather-report.ts';
import { defineCommand } from '../../command/command.ts';
import { storeFile } from '../../input/store-options.ts';
import type { Terminal } from '../../output/terminal.ts';
import { withPeople } from '../insight-options.ts';
import { makeStore } from './export-store.ts';
import { exportIn, folderBeside, reportOptions, type ExportValues, type ReportValues } from './report-options.ts';
import { reportText } from './report-text.ts';
import { writePage } from './write-page.ts';

/** Everybody is read so often at most: for the facts, twice for personas, and for the words of each of three. */
const passes = 6;

const nobody = 'no event has come';

const tell = async (
  people: People,
  about: AboutReport,
  { values: { out, json }, terminal }: { readonly values: ReportValues; readonly terminal: Terminal },
): Promise<void> => {
  const report = await writePage(people, { ...about, out }, terminal);
  if (report === undefined) {
    terminal.print(json ? JSON.stringify({ missing: nobody }) : `Nothing can be reported yet: ${nobody}.`);
    return;
  }
  terminal.print(json ? JSON.stringify(report, undefined, 2) : `${reportText(report)}\nWritten to ${out}.`);
};

/** @throws {Error} where the page cannot be written when all the work is done. */
const requireWritable = async (out: string): Promise<void> => {
  if (statSync(out, { throwIfNoEntry: false })?.isDirectory())
    throw new Error(`Cannot write a report to ${out}: current value is a directory`);
  await mkdir(dirname(out), { recursive: true });
};

const reportExport = async (named: ExportValues, values: ReportValues, terminal: Terminal): Promise<void> => {
  const folder = folderBeside(values.out);
  const { imported, refused } = await makeStore(named, { page: values.out, folder }, terminal);
  const about = { source: basename(named.from), imported, withoutModel: refused?.plainly };
  await withPeople({ store: folder, min: values.min }, terminal, (people) => tell(people, about, { values, terminal }));
};

const run = async (values: ReportValues, terminal: Terminal): Promise<void> => {
  const { store, table, min, out } = values;
  const named = exportIn(values);
  refuseOverwriting(store === undefined ? [] : [storeFile(store)], [out]);
  await requireWritable(out);
  if (named !== undefined) return reportExport(named, values, terminal);
  const source = store === undefined ? String(table) : basename(store);
  return withPeople({ store, table, min, withEvents: true, passes }, terminal, (people) =>
    tell(people, { source }, { values, terminal }),
  );
};

export const reportCommand = defineCommand({
  name: 'report',
  summary: 'Writes a page that tells all about the customers of a store, or of a shop’s export.',
  explanation: `One file that needs no network: the shop month by month, segments and how people move between them, the grid of recency and
frequency, the best customers and what they share, places, words, personas, natural groups, predictions and how well they
did, and which segments overlap. What members are like is told of no fewer people than --min.

With --from it begins at an export, such as a shop's orders as CSV: it imports the rows, fits a model where the data allow one, and
replays all in the currency of most orders. The store stays beside the page for the other commands (--store report), with the
events and the model, in place of that of an earlier report of the same name. --json prints what the page is made of.`,
  options: reportOptions,
  run,
});
