import { historySpan } from '#lib/core/insight/metrics/history-span.ts';
import { tell } from '#lib/core/insight/minimum.ts';
import {
  foretoldCounts,
  millionths,
  tierNames,
  type ForetoldCounts,
} from '#lib/core/insight/report/foretold-counts.ts';
import { toldParts, type PartTelling } from '#lib/core/insight/report/told-parts.ts';
import { toldQuality } from '#lib/core/insight/report/told-quality.ts';
import { sumOf } from '#lib/core/measures/exact-sum.ts';
import { readLabels } from '#lib/core/predictions/fit/read-labels.ts';
import { accumulate } from '../accumulate.ts';
import type { People } from '../people.ts';
import type { Foretold, Known, ToldPart } from './report.ts';

/** The number of people in a part of a whole that is told. */
const peopleOf = (count: number, telling: PartTelling | undefined, minimum: number): ToldPart =>
  telling === 'keptBack' ? { above: minimum - 1 } : tell(count, minimum);

/** Somebody with no order in the catalogue's currency has no value and no tier: they are a part as well, which nothing tells of. */
const tiersOf = ({ people: all, tiers }: ForetoldCounts, minimum: number): Foretold['tiers'] => {
  const sizes = tierNames.map((name) => tiers[name].people);
  const withoutTier = all - sizes.reduce((sum, people) => sum + people, 0);
  const told = toldParts([...sizes, withoutTier], { minimum, areSizesTold: false });
  return tierNames.map((tier, place) => {
    const { people: count, value365d } = tiers[tier];
    const people = peopleOf(count, told[place], minimum);
    if (told[place] === 'keptBack') return { tier, people };
    return { tier, people, value365d: told[place] === 'told' ? sumOf(value365d) : { below: minimum } };
  });
};

const tenthsOf = ({ tenths }: ForetoldCounts, minimum: number): Foretold['aliveTenths'] => {
  const told = toldParts(tenths, { minimum, areSizesTold: false });
  return tenths.map((people, tenth) => peopleOf(people, told[tenth], minimum));
};

/** To one decimal: a sum of probabilities has no more. */
const expected = (counted: number): number => Math.round(counted / (millionths / 10)) / 10;

/**
 * Adds up what the catalogue's model foretells, in one pass after that which finds the instant.
 *
 * @param withoutModel - why there is no model, where the catalogue has none.
 */
export const foretold = async (
  { everybody, catalogue, minimum }: People,
  withoutModel = 'the catalogue has no model; patron fit makes one',
): Promise<Known<Foretold>> => {
  const { predict } = catalogue.source;
  if (predict === undefined) return { missing: withoutModel };
  const now = (await accumulate(everybody, historySpan))?.last ?? 0;
  const { shown } = catalogue;
  const counts = await accumulate(
    everybody,
    foretoldCounts({ now, read: (path, state, at) => shown.get(path)?.valueAt(state, at) }),
  );
  if (counts.people < minimum) return { missing: `fewer than ${minimum} people have ordered` };
  const { quality: ofModel, ...labels } = readLabels(predict);
  const quality = ofModel && toldQuality(ofModel, minimum);
  return {
    modelId: predict.modelId,
    buyers: counts.people,
    alive: expected(counts.alive),
    aliveTenths: tenthsOf(counts, minimum),
    value365d: sumOf(counts.value365d),
    tiers: tiersOf(counts, minimum),
    orders30d: expected(counts.orders30d),
    ...labels,
    ...(quality && { quality }),
  };
};
