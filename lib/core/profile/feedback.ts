import type { DetailOf } from '#events/incoming-event.ts';
import { addExactly, mergeSums } from '../measures/exact-sum.ts';
import { compareOccurrences, type Occurrence } from '../time/compare-occurrences.ts';
import type { Fact } from './fact.ts';
import type { FeedbackState } from './state.ts';

type Feedback = DetailOf<'FeedbackGiven'>;
type Nps = NonNullable<FeedbackState['nps']>;
type Scores = NonNullable<FeedbackState['scores']>;

/** A score on its scale, from 0 to 1. */
export const scaledScore = (score: number, { min, max }: Feedback['scale']): number => (score - min) / (max - min);

const occurrenceOf = (nps: Nps): Occurrence => ({ t: nps[1], eventId: nps[2] });

/** The newer of two answers. A visitor's event and a customer's may share an id: then the higher score, in either order. */
const newerNps = (one: Nps | undefined, other: Nps): Nps => {
  if (!one) return other;
  const order = compareOccurrences(occurrenceOf(one), occurrenceOf(other)) || one[0] - other[0];
  return order < 0 ? other : one;
};

const addScores = ([sum, count]: Scores, other: Scores): Scores => [mergeSums(sum, other[0]), count + other[1]];

/** Folds one answer. */
export const addFeedback = (
  before: FeedbackState | undefined,
  { event: { detail }, t }: Fact<'FeedbackGiven'>,
): FeedbackState => {
  const { kind, score, scale, eventId } = detail;
  const count = (before?.count ?? 0) + 1;
  if (score === undefined) return { ...before, count };
  const [sum, scored] = before?.scores ?? [0, 0];
  return {
    ...before,
    count,
    scores: [addExactly(sum, scaledScore(score, scale)), scored + 1],
    ...(kind === 'nps' && { nps: newerNps(before?.nps, [score, t, eventId]) }),
  };
};

export const mergeFeedback = (one: FeedbackState, other: FeedbackState): FeedbackState => {
  const nps = other.nps ? newerNps(one.nps, other.nps) : one.nps;
  return {
    count: one.count + other.count,
    ...((one.scores ?? other.scores) && { scores: addScores(one.scores ?? [0, 0], other.scores ?? [0, 0]) }),
    ...(nps && { nps }),
  };
};
