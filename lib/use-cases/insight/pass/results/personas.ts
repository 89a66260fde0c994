import type { CompiledSegment } from '#lib/core/segments/compile/catalogue.ts';
import { hasMoods, personaOf, personaOutput, unhappiest, type CountedSegment, type Persona } from '../../personas.ts';
import type { Result } from '../published.ts';
import type { CountedRun } from './counted-run.ts';
import { termsOn } from './words.ts';

const countedSegment = (run: CountedRun, place: number, { source }: CompiledSegment): CountedSegment => {
  const card = run.counts.cards[place]?.result();
  if (card === undefined) throw new RangeError(`Cannot tell of segment ${source.key}: it was not counted`);
  return {
    segment: source,
    sizes: run.people.sizesOf(run.comparisonAt(place)),
    plan: run.planOf(place),
    counts: { items: run.itemCountsOf(place), card },
  };
};

const personaAt = (run: CountedRun, place: number, segment: CompiledSegment): Persona => {
  const counted = countedSegment(run, place, segment);
  const unhappyWords = hasMoods(counted, run.terms.minimum) ? unhappiest(termsOn(run, place + 1).lines) : [];
  return personaOf(run.terms, counted, { taken: new Set(), unhappyWords });
};

/** The members of each segment as a persona. */
export const personaResults = function* (run: CountedRun): Iterable<Result> {
  for (const [place, segment] of run.counts.groups.segments.entries()) {
    const json = personaOutput(run.terms, [personaAt(run, place, segment)]);
    yield { kind: 'persona', segment: segment.key, name: `persona/${segment.key}`, json };
  }
};
