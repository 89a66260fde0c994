import { comparedCounts, type ComparedGroups } from '#lib/core/insight/compare/group-item-counts.ts';
import type { Items } from '#lib/core/insight/items/items.ts';
import { readPlaces } from '#lib/core/insight/places/place-levels.ts';
import { comparedPlaces, listedPlaces } from '#lib/core/insight/places/place-lines.ts';
import { isByPlace, listedOfAll, placesHead, placesOfAllHead, type Places } from '../../compare/place-people.ts';
import type { Result } from '../published.ts';
import { everybodyPlace } from '../run-groups.ts';
import type { CountedRun } from './counted-run.ts';

const planOf = ({ plan: { facts } }: CountedRun, items: Items) => ({ items, readKnown: readPlaces, now: facts.now });

const countsOf = ({ counts }: CountedRun, groups: ComparedGroups, items: Items) =>
  comparedCounts(counts.places.result(), groups, items);

const placesOfEverybody = (run: CountedRun): Places => {
  const { minimum } = run.terms;
  const items = run.plan.placesOfAll;
  const plan = planOf(run, items);
  const head = placesOfAllHead(plan, run.people.peopleOn(everybodyPlace));
  if (head.members < minimum) return head;
  const counts = countsOf(run, { members: everybodyPlace }, items);
  return { ...head, ...listedOfAll(plan, listedPlaces(plan, minimum).result(counts)) };
};

const placesOfSegment = (run: CountedRun, place: number): Places => {
  const { terms, people } = run;
  const comparison = run.comparisonAt(place);
  const items = run.plan.places[place] ?? {};
  const plan = planOf(run, items);
  const head = placesHead(terms, comparison.about, { sizes: people.sizesOf(comparison), plan });
  if (head.members < terms.minimum) return head;
  if (isByPlace(terms, comparison.about)) return { ...head, lines: [] };
  const counts = countsOf(run, comparison, items);
  return { ...head, lines: comparedPlaces(plan, terms.minimum).result(counts) };
};

/** Where everybody is, and where the members of each segment are more often than others. */
export const placeResults = function* (run: CountedRun): Iterable<Result> {
  yield { kind: 'places', name: 'places', json: placesOfEverybody(run) };
  for (const [place, { key: segment }] of run.counts.groups.segments.entries())
    yield { kind: 'places', segment, name: `places/${segment}`, json: placesOfSegment(run, place) };
};
