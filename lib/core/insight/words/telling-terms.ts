import { falseDiscoveryRates } from '../statistics/false-discovery.ts';
import { compareOdds, type OddsDifference } from '../statistics/log-odds.ts';
import { twoSided } from '../statistics/normal-tail.ts';
import { byStrength, candidatesOf, partsOf, type Candidate } from './candidate.ts';
import { withoutOverlaps } from './overlaps.ts';
import type { TermCounts } from './term-counts.ts';
import type { Phrase } from './text-words.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A term that tells one side of a contrast from the other. */
export interface TellingTerm {
  readonly term: string;
  /** The share of the texts of each side that have the term. */
  readonly one: number;
  readonly other: number;
  /** Above 0 where the texts of the first side have it more often. */
  readonly z: number;
  readonly people: number;
}

/** One in so many of the terms that are told may be there by chance: of texts told apart at random, next to none is. */
const mostFalse = 0.01;

/** Of the texts of a shorter term, which are fewer. */
const strengthWithin = 10;

/** At 95 %: a longer term says more than a part of it, where its texts differ by as much from the others of that part. */
const leastGain = 1.96;

/** A stop word at the end of a term turns its meaning, where it makes the odds so many times what they are. */
const leastTurn = 4;

/** How much more the texts with a longer term are of one side than the other texts that have a part of it. */
const gainOver = (longer: Candidate, part: Candidate): OddsDifference => {
  const [one, other] = [part.one - longer.one, part.other - longer.other];
  const own = { having: longer.one, known: longer.one + longer.other };
  const { difference, z } = compareOdds(own, { having: one, known: one + other }, strengthWithin);
  const sign = Math.sign(longer.z);
  return { difference: sign * difference, z: sign * z };
};

const hasLooseEnd = ({ words }: Phrase, { kinds: { isStop } }: Vocabulary): boolean =>
  isStop(words[0] as string) || isStop(words.at(-1) as string);

/** Whether a longer term says more than each of its parts says. */
const saysMore = (candidate: Candidate, all: ReadonlyMap<string, Candidate>, vocabulary: Vocabulary): boolean => {
  const isLoose = hasLooseEnd(candidate.phrase, vocabulary);
  return partsOf(candidate.phrase).every((term) => {
    const part = all.get(term);
    if (!part) return true;
    if (part.one + part.other === candidate.one + candidate.other) return !isLoose;
    const { difference, z } = gainOver(candidate, part);
    return z >= leastGain && (!isLoose || difference >= Math.log(leastTurn));
  });
};

/** The probability that chance alone makes the shares of a term differ as much: a two-proportion z test, two-sided. */
const chanceOf = ({ one, other }: Candidate, [known, otherKnown]: TermCounts['texts']): number => {
  const rate = (one + other) / (known + otherKnown);
  const spread = Math.sqrt(rate * (1 - rate) * (1 / known + 1 / otherKnown));
  return spread === 0 ? 1 : twoSided((one / known - other / otherKnown) / spread);
};

/** Those of some terms that tell the sides apart, and not by chance. */
const strongOf = (candidates: readonly Candidate[], texts: TermCounts['texts']): readonly Candidate[] => {
  const rates = falseDiscoveryRates(candidates.map((candidate) => chanceOf(candidate, texts)));
  return candidates.filter((_, index) => (rates[index] as number) < mostFalse);
};

/**
 * The terms that tell the sides of a contrast apart, strongest first: used by at least a minimum of people, longer ones first,
 * and none that is part of another or overlaps with it. A longer term is left out where a part of it says as much.
 */
export const tellingTerms = (counts: TermCounts, vocabulary: Vocabulary, minimum: number): readonly TellingTerm[] => {
  const all = candidatesOf(counts, vocabulary);
  const told = [...all.values()].filter(({ people }) => people >= minimum);
  const strong = strongOf(told, counts.texts).filter((candidate) => saysMore(candidate, all, vocabulary));
  const [known, otherKnown] = counts.texts;
  return withoutOverlaps(strong)
    .toSorted(byStrength)
    .map(({ phrase: { term }, one, other, z, people }) => ({
      term,
      one: one / known,
      other: other / otherKnown,
      z,
      people,
    }));
};
