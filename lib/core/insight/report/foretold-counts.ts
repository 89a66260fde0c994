import { addExactly, mergeSums, type ExactSum } from '../../measures/exact-sum.ts';
import type { CustomerState } from '../../profile/state.ts';
import type { Instant } from '../../time/instant.ts';
import type { Accumulator } from '../accumulator.ts';
import { addTo, mergeCells, zeros } from '../cells.ts';
import type { Person } from '../person.ts';

/** By the value of the next 365 days, the most valuable first. */
export const tierNames = ['high', 'medium', 'low'] as const;

type TierName = (typeof tierNames)[number];

/** Equal parts of 0 to 1. */
const partsOfAlive = 10;

/** What a model foretells of people together, as plain JSON. */
export interface ForetoldCounts {
  /** Those of whom it foretells anything. */
  people: number;
  /** In millionths, as predictions are written, so that a sum does not depend on the order of its terms. */
  alive: number;
  orders30d: number;
  /** In minor units. */
  value365d: ExactSum;
  /** By probability of being a customer still. */
  readonly tenths: number[];
  readonly tiers: Readonly<Record<TierName, { people: number; value365d: ExactSum }>>;
}

/** Predictions are written to so many parts of one. */
export const millionths = 1e6;

/** How the predicted traits of a person are read; a trait that a model does not give reads undefined. */
export interface ReadingPredictions {
  readonly read: (path: `predicted.${string}`, state: CustomerState, now: Instant) => unknown;
  readonly now: Instant;
}

const numberIn = (value: unknown): number => (typeof value === 'number' ? value : 0);

const tenthOf = (alive: number): number => Math.min(partsOfAlive - 1, Math.floor(alive * partsOfAlive));

const tierIn = (value: unknown): TierName | undefined => tierNames.find((name) => name === value);

const countPerson = (kept: ForetoldCounts, { state }: Person, { read, now }: ReadingPredictions): void => {
  const alive = read('predicted.alive', state, now);
  if (typeof alive !== 'number') return;
  kept.people += 1;
  kept.alive += Math.round(alive * millionths);
  kept.orders30d += Math.round(numberIn(read('predicted.orders30d', state, now)) * millionths);
  addTo(kept.tenths, tenthOf(alive), 1);
  const value = Math.round(numberIn(read('predicted.value365d', state, now)));
  kept.value365d = addExactly(kept.value365d, value);
  const tier = tierIn(read('predicted.tier', state, now));
  if (tier === undefined) return;
  kept.tiers[tier].people += 1;
  kept.tiers[tier].value365d = addExactly(kept.tiers[tier].value365d, value);
};

const noTier = () => ({ people: 0, value365d: 0 });

/** Adds up what is predicted of everybody who has ordered. */
export const foretoldCounts = (reading: ReadingPredictions): Accumulator<Person, ForetoldCounts, ForetoldCounts> => ({
  empty: () => ({
    people: 0,
    alive: 0,
    orders30d: 0,
    value365d: 0,
    tenths: zeros(partsOfAlive),
    tiers: { high: noTier(), medium: noTier(), low: noTier() },
  }),
  add: (kept, person) => {
    countPerson(kept, person, reading);
    return kept;
  },
  merge: (one, other) => {
    one.people += other.people;
    one.alive += other.alive;
    one.orders30d += other.orders30d;
    one.value365d = mergeSums(one.value365d, other.value365d);
    mergeCells(one.tenths, other.tenths);
    for (const name of tierNames) {
      one.tiers[name].people += other.tiers[name].people;
      one.tiers[name].value365d = mergeSums(one.tiers[name].value365d, other.tiers[name].value365d);
    }
    return one;
  },
  result: (kept) => kept,
});
