import { planComparison } from '#lib/core/insight/compare/compare-groups.ts';
import type { GroupSurvey } from '#lib/core/insight/groups.ts';
import type { Items } from '#lib/core/insight/items/items.ts';
import { knownOnce } from '#lib/core/insight/items/known-once.ts';
import { readKnown } from '#lib/core/insight/items/known-traits.ts';
import { planPlaces } from '#lib/core/insight/places/place-lines.ts';
import type { Vocabulary } from '#lib/core/insight/words/vocabulary.ts';
import { vocabularyOf } from '#lib/core/insight/words/vocabulary.ts';
import { sharedCutter } from '#lib/core/insight/words/cutter.ts';
import { usualGroups, learnGroups } from '../discover/discover.ts';
import type { CountsPlan } from './counts-plan.ts';
import type { Published } from './published.ts';
import { everybodyPlace } from './run-groups.ts';
import { SampledPeople } from './sampled-people.ts';
import type { Samples, SamplesPlan } from './samples.ts';
import type { RunTerms } from './stage-work.ts';
import { writeVocabularies } from './written-vocabularies.ts';

/** So many texts are remembered while vocabularies are learnt from samples, which share most of theirs. */
const textsRemembered = 12_000;

const vocabulariesOf = function* (samples: Samples, minimum: number): Iterable<Vocabulary> {
  const cutter = sharedCutter(textsRemembered);
  for (const side of [everybodyPlace, ...samples.groups.segments.map((_, place) => place + 1)])
    yield vocabularyOf(samples.textsOf(side), minimum, cutter);
};

/** Everybody beside nobody, as places are listed where no segment is asked about. */
const everybodyAlone = (sampled: SampledPeople): GroupSurvey => {
  const everybody = sampled.surveyOf(everybodyPlace);
  return { everybody, members: everybody, others: { ...everybody, people: 0, sample: [] } };
};

/** What is to be counted of each comparison, and of the places of each segment. */
const itemsOf = ({ catalogue }: RunTerms, samples: Samples, sampled: SampledPeople) => {
  const known = knownOnce(readKnown(catalogue));
  const [items, places]: [Items[], Items[]] = [[], []];
  for (const comparison of samples.groups.comparisons) {
    const surveyed = sampled.groupSurveyOf(comparison);
    items.push(planComparison(surveyed, known).items);
    if (comparison.segment !== undefined) places.push(planPlaces(surveyed).items);
  }
  return { items, places };
};

/** Plans what to count, of what the samples show. */
export const planCounts = (
  terms: RunTerms,
  { facts }: SamplesPlan,
  { samples, published }: { readonly samples: Samples; readonly published: readonly Published[] },
): CountsPlan => {
  const sampled = new SampledPeople(samples.people, facts.now);
  return {
    facts,
    ...itemsOf(terms, samples, sampled),
    placesOfAll: planPlaces(everybodyAlone(sampled)).items,
    words: writeVocabularies(vocabulariesOf(samples, terms.minimum)),
    groups: learnGroups(sampled.surveyOf(everybodyPlace), usualGroups, terms.minimum),
    published,
  };
};
