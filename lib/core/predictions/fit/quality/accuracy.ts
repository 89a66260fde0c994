import { meanOf, orderedAgain, sumOf, type ScoredCase } from './scored-case.ts';

/** How well expected numbers of purchase days met those that came. */
export interface Accuracy {
  /** Mean absolute error, in purchase days a customer. */
  readonly mae: number;
  /** Root of the mean squared error. */
  readonly rmse: number;
  /** All that was expected over all that came: below 1 too little was expected. */
  readonly totalRatio: number;
  /** The probability that of two customers, one who ordered again and one who did not, the first was rated higher. */
  readonly auc: number;
}

/**
 * The area under the curve of "orders again", from ranks (Hanley and McNeil 1982): the share of pairs that are rated the right
 * way round, equal ones by half. NaN where all ordered again, or none.
 */
const areaUnderCurve = (cases: readonly ScoredCase[]): number => {
  const rated = [...Map.groupBy(cases, ({ probability }) => probability)].sort(([one], [other]) => one - other);
  let [pairs, again, silent] = [0, 0, 0];
  for (const [, equal] of rated) {
    const equalAgain = sumOf(equal, orderedAgain);
    const equalSilent = sumOf(equal, (one) => 1 - orderedAgain(one));
    pairs += equalAgain * (silent + equalSilent / 2);
    again += equalAgain;
    silent += equalSilent;
  }
  return pairs / (again * silent);
};

/** How well what was expected met what came. */
export const accuracyOf = (cases: readonly ScoredCase[]): Accuracy => ({
  mae: meanOf(cases, ({ expected, ordered }) => Math.abs(expected - ordered)),
  rmse: Math.sqrt(meanOf(cases, ({ expected, ordered }) => (expected - ordered) ** 2)),
  totalRatio: sumOf(cases, ({ expected }) => expected) / sumOf(cases, ({ ordered }) => ordered),
  auc: areaUnderCurve(cases),
});

/** The mean squared error of probabilities of "orders again" (Brier 1950). */
export const brierOf = (cases: readonly ScoredCase[]): number =>
  meanOf(cases, (one) => (one.probability - orderedAgain(one)) ** 2);
