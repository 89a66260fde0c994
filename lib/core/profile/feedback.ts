import type { DetailOf } from '#events/incoming-event.ts';
import { addExactly, mergeSums } from '../measures/exact-sum.ts';
import type { Fact } from './fact.ts';
import type { FeedbackState } from './state.ts';

type Feedback = DetailOf<'FeedbackGiven'>;
type Nps = NonNullable<FeedbackState['nps']>;
type Scores = NonNullable<FeedbackState['scores']>;

const defaultScale = (kind: Feedback['kind']) => (kind === 'nps' ? { min: 0, max: 10 } : { min: 1, max: 5 });

/** A score on its scale, from 0 to 1. */
const scaled = ({ kind, score = 0, scale }: Feedback): number => {
  const { min, max } = scale ?? defaultScale(kind);
  return (score - min) / (max - min);
};

const newerNps = (one: Nps | undefined, other: Nps): Nps => {
  if (!one || other[1] !== one[1]) return !one || other[1] > one[1] ? other : one;
  if (other[2] !== one[2]) return other[2] > one[2] ? other : one;
  return other[0] > one[0] ? other : one;
};

const addScores = ([sum, count]: Scores, other: Scores): Scores => [mergeSums(sum, other[0]), count + other[1]];

/** Folds one answer. */
export const addFeedback = (
  before: FeedbackState | undefined,
  { event: { detail }, t }: Fact<'FeedbackGiven'>,
): FeedbackState => {
  const { kind, score, eventId } = detail;
  const count = (before?.count ?? 0) + 1;
  if (score === undefined) return { ...before, count };
  const [sum, scored] = before?.scores ?? [0, 0];
  return {
    ...before,
    count,
    scores: [addExactly(sum, scaled(detail)), scored + 1],
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
