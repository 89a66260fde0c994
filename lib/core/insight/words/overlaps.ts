import { byStrength, partsOf, type Candidate } from './candidate.ts';
import { phraseIn } from './text-words.ts';

const longerFirst = (one: Candidate, other: Candidate): number =>
  other.phrase.words.length - one.phrase.words.length || byStrength(one, other);

/** Whether the end of one phrase is the beginning of another, over so many words. */
const runsInto = (one: Candidate, other: Candidate, words: number): boolean => {
  const { length } = one.phrase.words;
  if (length <= words || other.phrase.words.length <= words) return false;
  return phraseIn(one.phrase, length - words, length).term === phraseIn(other.phrase, 0, words).term;
};

const isAsOften = (one: Candidate, other: Candidate): boolean => one.one === other.one && one.other === other.other;

/** Whether two terms are pieces of one phrase: over two words, or over one where both are used as often. */
const overlap = (one: Candidate, other: Candidate): boolean =>
  (isAsOften(one, other) && (runsInto(one, other, 1) || runsInto(other, one, 1))) ||
  runsInto(one, other, 2) ||
  runsInto(other, one, 2);

/** Takes longer terms first, and none that is part of one that was taken, or overlaps with it. */
export const withoutOverlaps = (candidates: readonly Candidate[]): readonly Candidate[] => {
  const covered = new Set<string>();
  const taken: Candidate[] = [];
  for (const candidate of candidates.toSorted(longerFirst)) {
    if (covered.has(candidate.phrase.term) || taken.some((one) => overlap(one, candidate))) continue;
    taken.push(candidate);
    for (const part of partsOf(candidate.phrase)) covered.add(part);
  }
  return taken;
};
