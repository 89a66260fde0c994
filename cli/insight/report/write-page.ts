import { writeWhole } from '#lib/tools/files/write-whole.ts';
import { reportPage } from '#lib/tools/report/report-page.ts';
import type { People } from '#lib/use-cases/insight/people.ts';
import { gatherReport, type AboutReport } from '#lib/use-cases/insight/report/gather-report.ts';
import type { Report } from '#lib/use-cases/insight/report/report.ts';
import type { Terminal } from '../../output/terminal.ts';
import { shownReadings } from './shown-steps.ts';

/** What a page is of, and the file that it is written to. */
export interface PageOf extends AboutReport {
  readonly out: string;
}

/** Writes the page of a report, showing how it comes along; nothing and undefined where there is nobody. */
export const writePage = async (
  people: People,
  { out, ...about }: PageOf,
  terminal: Terminal,
): Promise<Report | undefined> => {
  const report = await gatherReport(shownReadings(people, terminal), about).finally(() => terminal.show?.(''));
  if (report !== undefined) await writeWhole(out, reportPage(report));
  return report;
};
