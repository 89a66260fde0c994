/** What was expected of some equal customers, and what came. */
export interface ScoredCase {
  readonly customers: number;
  /** Purchase days that were expected of each. */
  readonly expected: number;
  /** The probability of at least one, or another number that orders customers by it. */
  readonly probability: number;
  /** Purchase days that came. */
  readonly ordered: number;
}

/** Sums over customers. */
export const sumOf = (cases: readonly ScoredCase[], of: (one: ScoredCase) => number): number =>
  cases.reduce((sum, one) => sum + one.customers * of(one), 0);

/** The mean over customers. */
export const meanOf = (cases: readonly ScoredCase[], of: (one: ScoredCase) => number): number =>
  sumOf(cases, of) / sumOf(cases, () => 1);

/** 1 where a customer ordered again, 0 where not. */
export const orderedAgain = ({ ordered }: ScoredCase): number => Math.sign(ordered);
