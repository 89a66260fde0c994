import type { Benchmark } from './benchmark.ts';
import { bills } from './targets/bills.ts';
import { targetTable } from './targets/table.ts';

/** All that is aimed at in one table; it runs last, so that it has what the run has measured before. */
export const targets: Benchmark = {
  name: 'targets',
  about: 'what is aimed at, with what this run has measured of it',
  run: async (report) => {
    for (const bill of bills()) report.figure(bill);
    report.say('');
    for (const line of targetTable(report.found)) report.say(line);
  },
};
