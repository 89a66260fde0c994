import { historySpan } from '#lib/core/insight/metrics/history-span.ts';
import { rfmCounts, type RfmCounts } from '#lib/core/insight/report/rfm-counts.ts';
import { rfmSquares } from '#lib/core/insight/report/rfm-regions.ts';
import { toldParts } from '#lib/core/insight/report/told-parts.ts';
import { sumOf } from '#lib/core/measures/exact-sum.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { accumulate } from '../accumulate.ts';
import type { People } from '../people.ts';
import type { Known, RfmCell, RfmGrid } from './report.ts';

const cellsOf = ({ people, revenue }: RfmCounts, minimum: number): readonly RfmCell[] => {
  const told = toldParts(people, { minimum, areSizesTold: true });
  return rfmSquares.map((square, place) => {
    const count = people[place] ?? 0;
    const cell = { ...square, people: count };
    if (told[place] === 'keptBack') return cell;
    const average = Math.round(sumOf(revenue[place] ?? 0) / count);
    return { ...cell, averageRevenue: told[place] === 'told' ? average : { below: minimum } };
  });
};

/** The grid of buyers who were counted, or what it lacks. */
export const gridOf = (
  { rfm: thresholds }: Pick<Catalogue, 'rfm'>,
  counts: RfmCounts | undefined,
  minimum: number,
): Known<RfmGrid> => {
  if (thresholds === undefined) return { missing: 'the catalogue has no thresholds for scores ("rfm")' };
  if (counts === undefined || counts.people.every((count) => count === 0)) return { missing: 'nobody has ordered' };
  const { recencyDays, frequency } = thresholds;
  return { cells: cellsOf(counts, minimum), limits: { recencyDays, frequency } };
};

/** Scores everybody who has ordered by the catalogue's thresholds, in one pass after that which finds the instant. */
export const rfmGrid = async ({ everybody, catalogue, minimum }: People): Promise<Known<RfmGrid>> => {
  const { rfm: thresholds } = catalogue;
  if (thresholds === undefined) return gridOf(catalogue, undefined, minimum);
  const history = await accumulate(everybody, historySpan);
  const counts = await accumulate(everybody, rfmCounts({ thresholds, now: history?.last ?? 0 }));
  return gridOf(catalogue, counts, minimum);
};
