import { computedTraits } from '../../profile/computed-traits.ts';
import { factOf } from '../../profile/fact.ts';
import { addFeedback } from '../../profile/feedback.ts';
import type { FeedbackState, Profile } from '../../profile/state.ts';
import type { Instant } from '../../time/instant.ts';
import { knownAt, type KnownEvent } from './known-event.ts';
import { stepsBySegment, type MembershipStep, type SegmentStep } from './membership-step.ts';
import { byTime, saleOf, type Sale } from './sale.ts';

/** The satisfaction of a person from an instant on. */
interface Mood {
  readonly at: Instant;
  /** From 0 to 1. */
  readonly mean: number;
}

/**
 * The course of one person of the change log: a customer, a visitor, or a visitor until they were linked. Metrics are
 * counted from it.
 */
export interface Course {
  /** By the segment's key, in order. */
  readonly memberships: ReadonlyMap<string, readonly MembershipStep[]>;
  /** By event time. */
  readonly sales: readonly Sale[];
  /** In order, each until the next. */
  readonly moods: readonly Mood[];
}

/** What a course is made of. */
export interface Known {
  /** In the order in which they came about. */
  readonly steps: readonly SegmentStep[];
  /** In any order. */
  readonly events: readonly KnownEvent[];
}

const satisfaction = computedTraits['feedback.satisfaction'];

const moodOf = (feedback: FeedbackState, at: Instant): readonly Mood[] => {
  const profile: Profile = { given: {}, tallies: {}, feedback };
  const mean = satisfaction.read(profile);
  return mean === undefined ? [] : [{ at, mean }];
};

/** The trait `feedback.satisfaction` after each answer, as it was known then: a score that comes late counts from its arrival on. */
const moodsOf = (events: readonly KnownEvent[]): readonly Mood[] => {
  let feedback: FeedbackState | undefined;
  return events
    .toSorted((one, other) => knownAt(one) - knownAt(other))
    .flatMap((known) => {
      const { event } = known;
      if (event.type !== 'FeedbackGiven') return [];
      const at = knownAt(known);
      feedback = addFeedback(feedback, { ...factOf(known, at), event });
      return moodOf(feedback, at);
    });
};

/**
 * Reads the course of one person from their changes and events.
 *
 * @param currency - only amounts in it add up.
 */
export const courseOf = ({ steps, events }: Known, currency: string): Course => ({
  memberships: stepsBySegment(steps),
  sales: events.flatMap((known) => saleOf(known, currency)).sort(byTime),
  moods: moodsOf(events),
});
