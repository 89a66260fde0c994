import { billOf } from '#lib/tools/cost/bill.ts';
import { batchesAt } from '#lib/tools/cost/batches.ts';
import { monthSeconds, type Load } from '#lib/tools/cost/work.ts';
import { money, quantity } from '../output/dollars.ts';

interface Row {
  readonly name: string;
  readonly dollars: number;
  readonly formula: string;
}

const nameWidth = 14;
const dollarWidth = 16;
const shareWidth = 12;

/** The load in a few lines, so that what was taken from the measured shops is seen. */
export const loadText = (load: Load): string => {
  const { eventsPerSecond, customers, work } = load;
  const events = eventsPerSecond * monthSeconds;
  return [
    `${quantity(eventsPerSecond)} events a second, ${quantity(events)} in a month of 30 days, of ${quantity(customers)} customers`,
    `each event: ${quantity(work.reads)} read, ${quantity(work.writes)} write and ${quantity(work.indexWrites)} index write units,` +
      ` ${quantity(work.changes)} changes, ${quantity(work.ticks)} ticks; batches of ${quantity(batchesAt(load).size)}`,
  ].join('\n');
};

/** The bill, part by part, with how each comes about. */
export const billText = (load: Load): string => {
  const { parts, total, perMillion } = billOf(load);
  const millions = total / perMillion;
  const line = ({ name, dollars, formula }: Row): string =>
    [
      `  ${name.padEnd(nameWidth)}`,
      money(dollars).padStart(dollarWidth),
      money(millions === 0 ? 0 : dollars / millions).padStart(shareWidth),
      `  ${formula}`,
    ].join('');
  const head = `  ${''.padEnd(nameWidth)}${'a month'.padStart(dollarWidth)}${'a million'.padStart(shareWidth)}  how`;
  const sum = line({ name: 'total', dollars: total, formula: 'the month’s bill, and that of a million events' });
  return ['The bill, in us-east-1 on demand, no free tier taken off:', head, ...parts.map(line), sum.trimEnd()].join(
    '\n',
  );
};
