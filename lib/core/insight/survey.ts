import type { Instant } from '../time/instant.ts';
import type { Accumulator } from './accumulator.ts';
import { rankOf, type Person } from './person.ts';

/** A person of the sample. */
export interface Sampled extends Person {
  readonly rank: string;
}

/** What a first look at everybody finds. */
export interface Survey {
  /** The latest clock of anybody, at which everybody's traits are read; 0 where there is nobody. */
  readonly now: Instant;
  readonly people: number;
  /** Those with the smallest ranks, by rank. */
  readonly sample: readonly Sampled[];
}

/** How many people limits, groups and previews are made of. */
export const sampleSize = 2000;

/** The place at which a rank belongs among people in order of rank. */
const placeOf = (sample: readonly Sampled[], rank: string): number => {
  let low = 0;
  let high = sample.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sample[middle] as Sampled).rank < rank) low = middle + 1;
    else high = middle;
  }
  return low;
};

type Kept = Survey & { now: Instant; people: number; readonly sample: Sampled[] };

const take = ({ sample }: Kept, sampled: Sampled): void => {
  if (sample.length === sampleSize && sampled.rank > (sample.at(-1) as Sampled).rank) return;
  sample.splice(placeOf(sample, sampled.rank), 0, sampled);
  if (sample.length > sampleSize) sample.pop();
};

/** The first of two passes: the instant, how many people there are, and a sample that no order of people changes. */
export const survey: Accumulator<Person, Kept, Survey> = {
  empty: () => ({ now: 0, people: 0, sample: [] }),
  add: (kept, { person, state }) => {
    kept.now = Math.max(kept.now, state.clock);
    kept.people += 1;
    take(kept, { rank: rankOf(person), person, state });
    return kept;
  },
  merge: (one, other) => {
    one.now = Math.max(one.now, other.now);
    one.people += other.people;
    for (const sampled of other.sample) take(one, sampled);
    return one;
  },
  result: (kept) => kept,
};
