import type { DetailOf } from '#events/incoming-event.ts';
import { addExactly, mergeSums } from '../measures/exact-sum.ts';
import { compareSayings, sayingOf } from './compare-sayings.ts';
import type { Fact } from './fact.ts';
import type { FeedbackState } from './state.ts';

type Feedback = DetailOf<'FeedbackGiven'>;
type Nps = NonNullable<FeedbackState['nps']>;
type Scores = NonNullable<FeedbackState['scores']>;

/** A score on its scale, from 0 to 1. */
export const scaledScore = (score: number, { min, max }: Feedback['scale']): number => (score - min) / (max - min);

/** The newer of two answers; of two visitors' of one time and id the higher score, in either order. */
const newerNps = (one: Nps | undefined, other: Nps): Nps => {
  if (!one) return other;
  const [[score, ...saying], [otherScore, ...otherSaying]] = [one, other];
  const order = compareSayings(saying, otherSaying) || score - otherScore;
  return order < 0 ? other : one;
};

const addScores = ([sum, count]: Scores, other: Scores): Scores => [mergeSums(sum, other[0]), count + other[1]];

/** Folds one answer. */
export const addFeedback = (before: FeedbackState | undefined, fact: Fact<'FeedbackGiven'>): FeedbackState => {
  const { kind, score, scale } = fact.event.detail;
  const count = (before?.count ?? 0) + 1;
  if (score === undefined) return { ...before, count };
  const [sum, scored] = before?.scores ?? [0, 0];
  return {
    ...before,
    count,
    scores: [addExactly(sum, scaledScore(score, scale)), scored + 1],
    ...(kind === 'nps' && { nps: newerNps(before?.nps, [score, ...sayingOf(fact)]) }),
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
