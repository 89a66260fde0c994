import { accuracyOf, brierOf, type Accuracy } from './accuracy.ts';
import type { CountedCase } from './case-counts.ts';
import type { Holdout } from './holdout.ts';
import type { ScoredCase } from './scored-case.ts';

/** What guesses without a model come to on the same holdout. */
export interface Baselines {
  /** Everybody goes on at their own rate, x / T. */
  readonly rate: Accuracy;
  /** Everybody orders as often as in the period before. */
  readonly lastPeriod: Accuracy;
  /** Everybody does what people of equal recency and frequency did a period earlier; absent where nothing was earlier. */
  readonly recencyFrequency?: Accuracy & { readonly brier: number };
}

/** Cases scored by nothing but a number of purchase days. */
const scoredBy = (cases: readonly CountedCase[], expectedOf: (one: CountedCase) => number): readonly ScoredCase[] =>
  cases.map((one) => {
    const expected = expectedOf(one);
    return { customers: one.customers, ordered: one.ordered, expected, probability: expected };
  });

const ofGroups = ({ before }: Holdout, cases: readonly CountedCase[]): Baselines['recencyFrequency'] => {
  if (before.customers === 0) return undefined;
  const scored = cases.map((one) => ({ ...one, ...before.meanOf(one) }));
  return { ...accuracyOf(scored), brier: brierOf(scored) };
};

/** Measures the guesses that a model has to beat. */
export const baselinesOf = (holdout: Holdout, cases: readonly CountedCase[]): Baselines => {
  const recencyFrequency = ofGroups(holdout, cases);
  const rated = scoredBy(cases, ({ repeats, age }) => (age === 0 ? 0 : (repeats / age) * holdout.days));
  const repeated = scoredBy(cases, ({ lastPeriod }) => lastPeriod);
  return {
    rate: accuracyOf(rated),
    lastPeriod: accuracyOf(repeated),
    ...(recencyFrequency && { recencyFrequency }),
  };
};
