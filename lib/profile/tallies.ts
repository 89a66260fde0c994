import { addToTally, mergeTallies } from '../measures/tally.ts';
import type { Fact } from './fact.ts';
import type { Profile, TallyName } from './state.ts';

type Tallies = Profile['tallies'];
type Seen = readonly (readonly [name: TallyName, value: string | undefined])[];

/** The values an event brings for the most frequent ones: a category once for each purchased item and each visit. */
const seenIn = ({ event }: Fact): Seen => {
  switch (event.type) {
    case 'PurchaseMade':
      return [
        ['channels', event.detail.channel],
        ...(event.detail.items ?? []).map(({ category }) => ['categories', category] as const),
      ];
    case 'VisitMade':
      return [
        ['categories', event.detail.category],
        ['devices', event.detail.device],
        ['searches', event.detail.searchTerm],
      ];
    case 'FeedbackGiven':
      return (event.detail.topics ?? []).map((topic) => ['topics', topic] as const);
    case 'PurchaseRefunded':
    case 'CustomerDescribed':
    case 'IdentityLinked':
    case 'ConsentChanged':
    case 'ErasureRequested':
      return [];
    default:
      return event satisfies never;
  }
};

/** Folds the values of an event; the same object where it brings none. */
export const foldTallies = (before: Tallies, fact: Fact): Tallies => {
  const seen = seenIn(fact).filter(([, value]) => value !== undefined);
  if (seen.length === 0) return before;
  const tallies = { ...before };
  for (const [name, value] of seen) tallies[name] = addToTally(tallies[name] ?? [], value as string);
  return tallies;
};

export const mergeTalliesOf = (one: Tallies, other: Tallies): Tallies => {
  const merged = { ...one };
  for (const name of Object.keys(other) as TallyName[]) merged[name] = mergeTallies(one[name] ?? [], other[name] ?? []);
  return merged;
};
