import { compareOdds } from '../statistics/log-odds.ts';
import type { TermCounts } from './term-counts.ts';
import { phraseIn, type Phrase } from './text-words.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A term with how often it was used. */
export interface Candidate {
  readonly phrase: Phrase;
  readonly one: number;
  readonly other: number;
  readonly people: number;
  readonly z: number;
  /** How many stop words it has. */
  readonly stops: number;
}

/** How many texts the overall rate counts for beside those of each side. */
const priorStrength = 100;

/** Every term that was counted, by itself. */
export const candidatesOf = ({ texts, terms }: TermCounts, vocabulary: Vocabulary): ReadonlyMap<string, Candidate> => {
  const [known, otherKnown] = texts;
  return new Map(
    Object.entries(terms).flatMap(([term, [one, other, people]]) => {
      const phrase = vocabulary.terms.get(term);
      const sides = [
        { having: one, known },
        { having: other, known: otherKnown },
      ] as const;
      if (!phrase) return [];
      const { z } = compareOdds(...sides, priorStrength);
      const stops = phrase.words.filter(vocabulary.kinds.isStop).length;
      return [[term, { phrase, one, other, people, z, stops }]];
    }),
  );
};

/** The shorter phrases in a phrase. */
export const partsOf = (phrase: Phrase): readonly string[] => {
  const { length } = phrase.words;
  const sizes = Array.from({ length: length - 1 }, (_, index) => index + 1);
  return sizes.flatMap((size) =>
    Array.from({ length: length - size + 1 }, (_, from) => phraseIn(phrase, from, from + size).term),
  );
};

/** Strongest first, and of equals the one with fewer stop words. */
export const byStrength = (one: Candidate, other: Candidate): number =>
  Math.abs(other.z) - Math.abs(one.z) || one.stops - other.stops || (one.phrase.term < other.phrase.term ? -1 : 1);
