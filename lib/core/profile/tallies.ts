import type { DetailOf } from '#events/incoming-event.ts';
import { addToTally, mergeTally } from '../measures/tally.ts';
import type { Fact, FoldTerms } from './fact.ts';
import type { Profile, TallyName } from './state.ts';

type Tallies = Profile['tallies'];
type Seen = readonly (readonly [name: TallyName, value: string])[];

/** Topics that the producer sent, and otherwise those of the text. An empty list does not exist. */
const topicsIn = ({ topics = [], text }: DetailOf<'FeedbackGiven'>, { topicsOf }: FoldTerms): readonly string[] =>
  topics.length === 0 && text !== undefined && topicsOf ? topicsOf(text) : topics;

/** The values of an event that are counted: a category once for each purchased item and each visit. */
const seenIn = ({ event: { type, detail } }: Fact, terms: FoldTerms): Seen => {
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
      for (const topic of topicsIn(detail, terms)) see('topics', topic);
      return seen;
    case 'PurchaseRefunded':
    case 'CustomerDescribed':
    case 'IdentityLinked':
    case 'ConsentChanged':
    case 'EventWithdrawn':
    case 'ErasureRequested':
      return seen;
    default:
      return type satisfies never;
  }
};

/** Counts the values of an event; the same object where it has none. */
export const foldTallies = (before: Tallies, fact: Fact, terms: FoldTerms): Tallies => {
  const seen = seenIn(fact, terms);
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
