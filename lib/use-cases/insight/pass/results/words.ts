import type { Vocabulary } from '#lib/core/insight/words/vocabulary.ts';
import type { CompiledSegment } from '#lib/core/segments/compile/catalogue.ts';
import { termsIn, wordsHead, type WordsFound } from '../../words.ts';
import type { Result } from '../published.ts';
import { everybodyPlace } from '../run-groups.ts';
import type { CountedRun } from './counted-run.ts';

/** The words on a side: of everybody, or of the members of a segment. */
export const termsOn = ({ terms, counts }: CountedRun, side: number) => {
  const words = counts.words[side]?.result();
  if (words === undefined) throw new RangeError(`Cannot tell words of side ${side}: it was not counted`);
  return termsIn(counts.vocabularies[side] as Vocabulary, words, terms.minimum);
};

const wordsOn = (run: CountedRun, side: number, segment?: CompiledSegment): WordsFound => {
  const { terms, people, plan } = run;
  const members = people.peopleOn(side);
  const head = wordsHead(terms, segment?.source, { now: plan.facts.now, members });
  return segment && members < terms.minimum ? head : { ...head, ...termsOn(run, side) };
};

/** In which words everybody speaks, and the members of each segment. */
export const wordResults = function* (run: CountedRun): Iterable<Result> {
  yield { kind: 'words', name: 'words', json: wordsOn(run, everybodyPlace) };
  for (const [place, segment] of run.counts.groups.segments.entries())
    yield {
      kind: 'words',
      segment: segment.key,
      name: `words/${segment.key}`,
      json: wordsOn(run, place + 1, segment),
    };
};
