import { sortedPosition } from '../../measures/sorted-position.ts';
import type { Accumulator } from '../accumulator.ts';
import { rankOf } from '../person.ts';
import type { Said } from './said.ts';

/** Somebody of the sample, with the beginning of what they wrote. */
interface Sampled {
  readonly rank: string;
  readonly texts: readonly string[];
}

/** The people from whom languages and terms are learnt. */
export interface TextSample {
  /** How many people have written something. */
  readonly people: number;
  /** Those with the smallest ranks, by rank. */
  readonly sample: readonly Sampled[];
}

/** How many people languages and terms are learnt from. */
export const textSampleSize = 10_000;

/** What is kept of one person, in UTF-16 code units. */
const longestKept = 2000;

/** The beginning of what somebody wrote, as it is kept in the sample. */
export const beginningOf = (texts: Said['texts']): readonly string[] => {
  let room = longestKept;
  return texts.flatMap(({ text }) => {
    const kept = text.slice(0, room);
    room -= kept.length;
    return kept === '' ? [] : [kept];
  });
};

interface Kept {
  people: number;
  readonly sample: Sampled[];
}

const take = ({ sample }: Kept, sampled: Sampled): void => {
  const place = sortedPosition(sample.length, (position) => (sample[position] as Sampled).rank < sampled.rank);
  if (place === textSampleSize) return;
  sample.splice(place, 0, sampled);
  if (sample.length > textSampleSize) sample.pop();
};

/** The first of two passes over texts: a sample that no order of people changes. */
export const textSample: Accumulator<Said, Kept, TextSample> = {
  empty: () => ({ people: 0, sample: [] }),
  add: (kept, { person, texts }) => {
    kept.people += 1;
    take(kept, { rank: rankOf(person), texts: beginningOf(texts) });
    return kept;
  },
  merge: (one, other) => {
    one.people += other.people;
    for (const sampled of other.sample) take(one, sampled);
    return one;
  },
  result: (kept) => kept,
};
