import type { EventType } from '#events/incoming-event.ts';
import type { Fact, FoldTerms } from './fact.ts';
import { addFeedback, mergeFeedback } from './feedback.ts';
import { addPurchase, addRefund, mergeOrders } from './orders.ts';
import type { PartName, PartValue, Profile } from './state.ts';
import { addVisit, mergeVisits } from './visits.ts';

/** Folds an event of one type into a part, in any order of events; the terms are the catalogue's. */
export type FoldPart<Name extends PartName, Type extends EventType = EventType> = (
  before: Profile[Name],
  fact: Fact<Type>,
  terms: FoldTerms,
) => PartValue<Name>;

/** Merges a part of two people who turn out to be one, as if all their events had been folded into one. */
type MergePart<Name extends PartName> = (one: PartValue<Name>, other: PartValue<Name>) => PartValue<Name>;

/** The parts that an event of each type adds to, besides `firstSeenAt` and `lastSeenAt`. A type that is missing here does not compile. */
export const partFolds: {
  readonly [Type in EventType]: { readonly [Name in PartName]?: FoldPart<Name, Type> };
} = {
  PurchaseMade: { orders: addPurchase },
  PurchaseRefunded: { orders: addRefund },
  VisitMade: { visits: addVisit },
  FeedbackGiven: { feedback: addFeedback },
  CustomerDescribed: {},
  IdentityLinked: {},
  ConsentChanged: {},
  EventWithdrawn: {},
  ErasureRequested: {},
};

/** Every part of a profile. One that is missing here does not compile: it would be lost in a link, and its segments never decided. */
export const partMerges: { readonly [Name in PartName]: MergePart<Name> } = {
  firstSeenAt: Math.min,
  lastSeenAt: Math.max,
  orders: mergeOrders,
  visits: mergeVisits,
  feedback: mergeFeedback,
};

/** The names of all parts, in the order in which they are folded. */
export const partNames = Object.keys(partMerges) as readonly PartName[];
