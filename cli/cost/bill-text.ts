import { billOf, mostPlainly, plainly, type BillOptions } from '#lib/tools/cost/bill.ts';
import type { Part } from '#lib/tools/cost/flow-parts.ts';
import { intakeBatchesAt } from '#lib/tools/cost/intake-batches.ts';
import { usualRegion } from '#lib/tools/cost/prices.ts';
import { monthSeconds, type Load } from '#lib/tools/cost/work.ts';
import { dollars as inDollars, quantity } from '../output/numbers.ts';
import { table } from '../output/table.ts';

/** The load in a few lines, with the parts that were taken from the measured shops. */
export const loadText = (load: Load): string => {
  const { eventsPerSecond, customers, work } = load;
  const events = eventsPerSecond * monthSeconds;
  return [
    `${quantity(eventsPerSecond)} events a second, ${quantity(events)} in a month of 30 days, of ${quantity(customers)} customers`,
    `each event: ${quantity(work.reads)} read, ${quantity(work.writes)} write and ${quantity(work.indexWrites)} index write units,` +
      ` ${quantity(work.changes)} changes, ${quantity(work.ticks)} ticks; batches of ${quantity(intakeBatchesAt(load).size)}`,
  ].join('\n');
};

/** What the same load costs without the parts that a deployment may leave out. */
const without = (load: Load, options: BillOptions): readonly Part[] => [
  {
    name: 'without members and API',
    dollars: billOf(load, plainly(options)).total,
    formula: 'the same with "members": "none" and without "api": fewer alarms and shorter publications as well',
  },
  {
    name: 'and without insight',
    dollars: billOf(load, mostPlainly(options)).total,
    formula: 'and with "insight": "off"',
  },
];

/** The bill, part by part, with how each comes about. */
export const billText = (load: Load, options: BillOptions): string => {
  const { parts, total, perMillion } = billOf(load, options);
  const millions = total / perMillion;
  const sum = { name: 'total', dollars: total, formula: 'the month’s bill, and that of a million events' };
  const rows = [...parts, sum, ...without(load, options)].map(({ name, dollars, formula }) => [
    name,
    inDollars(dollars),
    inDollars(millions === 0 ? 0 : dollars / millions),
    formula,
  ]);
  const lines = table([['', 'a month', 'a million', 'how'], ...rows], ['left', 'right', 'right', 'left']);
  const head = `The bill, in ${options.region ?? usualRegion} on demand, no free tier taken off:`;
  return [head, ...lines.map((line) => `  ${line}`)].join('\n');
};
