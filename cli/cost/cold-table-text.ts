import { coldTableOf, coldUnits, type ColdTable } from '#lib/tools/cost/cold-table.ts';
import { pricesIn } from '#lib/tools/cost/prices.ts';
import type { Region } from '#lib/tools/cost/region-prices.ts';
import type { Load } from '#lib/tools/cost/work.ts';
import { dollars as inDollars, quantity } from '../output/numbers.ts';

const advice = (load: Load, { warmThroughput, dollars }: ColdTable): string => {
  if (warmThroughput === undefined)
    return `  That is enough for this load; a first load of history (patron load --rate) or a sale may need more.`;
  const { reads, writes } = warmThroughput;
  return [
    `! ${quantity(load.eventsPerSecond)} events/s from the first second on need "warmThroughput": {"reads": ${reads}, "writes": ${writes}},`,
    `  paid for once, about ${inDollars(dollars)} (assumed: the difference, of table and index, by the price of a provisioned hour);`,
    '  or begin below it: a table grows by itself to what it is asked for, within minutes, and takes twice its earlier peak at once',
  ].join('\n');
};

/** What a table that was made just now takes of a load, and what to do where that is too little. */
export const coldTableText = (load: Load, region: Region): string => {
  const cold = coldTableOf(load, pricesIn(region));
  const { reads, writes } = coldUnits;
  return [
    `A new table takes ${quantity(writes)} write and ${quantity(reads)} read units a second, and so ${quantity(cold.eventsPerSecond)} such events/s, from the first second on.`,
    advice(load, cold),
  ].join('\n');
};
