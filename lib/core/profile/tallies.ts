import { addToTally, mergeTally } from '../measures/tally.ts';
import type { Fact } from './fact.ts';
import type { Profile, TallyName } from './state.ts';

type Tallies = Profile['tallies'];
type Seen = readonly (readonly [name: TallyName, value: string])[];

/** The values of an event that are counted: a category once for each purchased item and each visit. */
const seenIn = ({ event: { type, detail } }: Fact): Seen => {
  const seen: (readonly [name: TallyName, value: string])[] = [];
  const see = (name: TallyName, value: string | undefined): void => {
    if (value !== undefined) seen.push([name, value]);
  };
  switch (type) {
    case 'PurchaseMade':
      see('channels', detail.channel);
      for (const { category } of detail.items ?? []) see('categories', category);
      return seen;
    case 'VisitMade':
      see('categories', detail.category);
      see('devices', detail.device);
      see('searches', detail.searchTerm);
      return seen;
    case 'FeedbackGiven':
      for (const topic of detail.topics ?? []) see('topics', topic);
      return seen;
    case 'PurchaseRefunded':
    case 'CustomerDescribed':
    case 'IdentityLinked':
    case 'ConsentChanged':
    case 'ErasureRequested':
      return seen;
    default:
      return type satisfies never;
  }
};

/** Counts the values of an event; the same object where it has none. */
export const foldTallies = (before: Tallies, fact: Fact): Tallies => {
  const seen = seenIn(fact);
  if (seen.length === 0) return before;
  const tallies = { ...before };
  for (const [name, value] of seen) tallies[name] = addToTally(tallies[name] ?? [], value);
  return tallies;
};

export const mergeTallies = (one: Tallies, other: Tallies): Tallies => {
  const merged = { ...one };
  for (const name of Object.keys(other) as TallyName[]) merged[name] = mergeTally(one[name] ?? [], other[name] ?? []);
  return merged;
};
