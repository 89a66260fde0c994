import { earliest, latest } from '../time/instant.ts';
import type { Fact } from './fact.ts';
import { addFeedback, mergeFeedback } from './feedback.ts';
import { foldGivenTraits, mergeGivenTraits } from './given-traits.ts';
import { addPurchase, addRefund, mergeOrders, noOrders } from './orders.ts';
import type { Profile } from './state.ts';
import { foldTallies, mergeTalliesOf } from './tallies.ts';
import { addVisit, mergeVisits } from './visits.ts';

/** What only this type of event adds to. */
const foldBehaviour = (profile: Profile, { event, t }: Fact, currency: string): Profile => {
  switch (event.type) {
    case 'PurchaseMade':
      return { ...profile, orders: addPurchase(profile.orders ?? noOrders, event.detail, { t, currency }) };
    case 'PurchaseRefunded':
      return { ...profile, orders: addRefund(profile.orders ?? noOrders, event.detail, currency) };
    case 'VisitMade':
      return { ...profile, visits: addVisit(profile.visits, event.detail, t) };
    case 'FeedbackGiven':
      return { ...profile, feedback: addFeedback(profile.feedback, event.detail, t) };
    case 'CustomerDescribed':
    case 'IdentityLinked':
    case 'ConsentChanged':
    case 'ErasureRequested':
      return profile;
    default:
      return event satisfies never;
  }
};

/** Folds one event into a profile. Only sums, counts, extremes and newest values are kept, so events may come in any order. */
export const foldEvent = (before: Profile, fact: Fact, currency: string): Profile => {
  const profile = {
    ...before,
    firstSeenAt: earliest(before.firstSeenAt, fact.t),
    lastSeenAt: latest(before.lastSeenAt, fact.t),
    given: foldGivenTraits(before.given, fact),
    tallies: foldTallies(before.tallies, fact),
  };
  return foldBehaviour(profile, fact, currency);
};

const both = <Part>(one: Part | undefined, other: Part | undefined, merge: (one: Part, other: Part) => Part) =>
  one && other ? merge(one, other) : (one ?? other);

/** The profile of all events of both: the same as if they had been folded into one. */
export const mergeProfiles = (one: Profile, other: Profile): Profile => {
  const orders = both(one.orders, other.orders, mergeOrders);
  const visits = both(one.visits, other.visits, mergeVisits);
  const feedback = both(one.feedback, other.feedback, mergeFeedback);
  const firstSeenAt = other.firstSeenAt === undefined ? one.firstSeenAt : earliest(one.firstSeenAt, other.firstSeenAt);
  const lastSeenAt = other.lastSeenAt === undefined ? one.lastSeenAt : latest(one.lastSeenAt, other.lastSeenAt);
  return {
    ...(firstSeenAt !== undefined && { firstSeenAt }),
    ...(lastSeenAt !== undefined && { lastSeenAt }),
    given: mergeGivenTraits(one.given, other.given),
    tallies: mergeTalliesOf(one.tallies, other.tallies),
    ...(orders && { orders }),
    ...(visits && { visits }),
    ...(feedback && { feedback }),
  };
};
