import type { Accumulator } from '../accumulator.ts';
import { asking, mood } from './contrasts.ts';
import { cutter, type Cutter } from './cutter.ts';
import type { Said } from './said.ts';
import { termCounts, type Cut, type TermCounts } from './term-counts.ts';
import type { Vocabulary } from './vocabulary.ts';

/** How often terms were used by the unhappy and the happy, and in questions and elsewhere. */
export interface WordCounts {
  readonly moods: TermCounts;
  readonly askings: TermCounts;
}

const moods = termCounts(mood);
const askings = termCounts(asking);

interface Kept {
  readonly moods: ReturnType<typeof moods.empty>;
  readonly askings: ReturnType<typeof askings.empty>;
}

/** Cuts each text once, though both contrasts ask for it. */
const cutting = ({ terms, kinds }: Vocabulary, { termsOf }: Pick<Cutter, 'termsOf'>): Cut => {
  const known = new Map<string, readonly string[]>();
  return (text) => {
    const found = known.get(text) ?? [...termsOf(text, kinds).keys()].filter((term) => terms.has(term));
    known.set(text, found);
    return found;
  };
};

/** The second of two passes over texts. What is kept is bounded by the vocabulary. */
export const wordCounts = (
  vocabulary: Vocabulary,
  by: Pick<Cutter, 'termsOf'> = cutter,
): Accumulator<Said, Kept, WordCounts> => ({
  empty: () => ({ moods: moods.empty(), askings: askings.empty() }),
  add: (kept, said) => {
    const cut = { ...said, cut: cutting(vocabulary, by) };
    return { moods: moods.add(kept.moods, cut), askings: askings.add(kept.askings, cut) };
  },
  merge: (one, other) => ({
    moods: moods.merge(one.moods, other.moods),
    askings: askings.merge(one.askings, other.askings),
  }),
  result: (kept) => ({ moods: moods.result(kept.moods), askings: askings.result(kept.askings) }),
});
