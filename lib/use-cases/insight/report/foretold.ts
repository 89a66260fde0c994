import { historySpan } from '#lib/core/insight/metrics/history-span.ts';
import {
  foretoldCounts,
  millionths,
  tierNames,
  type ForetoldCounts,
} from '#lib/core/insight/report/foretold-counts.ts';
import { toldParts } from '#lib/core/insight/report/told-parts.ts';
import { sumOf } from '#lib/core/measures/exact-sum.ts';
import { readLabels } from '#lib/core/predictions/fit/read-labels.ts';
import { accumulate } from '../accumulate.ts';
import type { People } from '../people.ts';
import type { Foretold, Known } from './report.ts';

/** Somebody with no order in the catalogue's currency has no value and no tier: they are a part as well, which nothing tells of. */
const tiersOf = ({ people: all, tiers }: ForetoldCounts, minimum: number): Foretold['tiers'] => {
  const sizes = tierNames.map((name) => tiers[name].people);
  const withoutTier = all - sizes.reduce((sum, people) => sum + people, 0);
  const told = toldParts([...sizes, withoutTier], minimum);
  const below = { below: minimum };
  return tierNames.map((tier, place) => {
    const { people, value365d } = tiers[tier];
    return {
      tier,
      people: told[place] ? people : below,
      value365d: told[place] ? sumOf(value365d) : below,
    };
  });
};

const tenthsOf = ({ tenths }: ForetoldCounts, minimum: number): Foretold['aliveTenths'] => {
  const told = toldParts(tenths, minimum);
  return tenths.map((people, tenth) => (told[tenth] ? people : { below: minimum }));
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
  return {
    modelId: predict.modelId,
    buyers: counts.people,
    alive: expected(counts.alive),
    aliveTenths: tenthsOf(counts, minimum),
    value365d: sumOf(counts.value365d),
    tiers: tiersOf(counts, minimum),
    orders30d: expected(counts.orders30d),
    ...readLabels(predict),
  };
};
