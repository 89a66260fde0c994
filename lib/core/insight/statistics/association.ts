import { compareOdds, type Counted } from './log-odds.ts';
import { twoSided } from './normal-tail.ts';

/** How many people of a group have something, among those of whom it is known. */
export type Side = Counted;

/** How many people the overall rate counts for beside those of each group. */
const priorStrength = 50;

/** The 97.5th percentile of the standard normal distribution. */
const z95 = 1.959963984540054;

/** The range of shares that a share seen is compatible with, at 95 %: Wilson 1927. Of nobody, any share. */
export const wilson = ({ having, known }: Side): readonly [low: number, high: number] => {
  if (known === 0) return [0, 1];
  const share = having / known;
  const square = (z95 * z95) / known;
  const middle = share + square / 2;
  const reach = z95 * Math.sqrt((share * (1 - share)) / known + square / known / 4);
  return [Math.max(0, (middle - reach) / (1 + square)), Math.min(1, (middle + reach) / (1 + square))];
};

/** A share as it is once the overall rate is weighed in. */
const shrunk = ({ having, known }: Side, rate: number): number =>
  (having + priorStrength * rate) / (known + priorStrength);

/** How much more or less often one group has something than another. */
export interface Association {
  readonly share: number;
  readonly others: number;
  /** Cohen's h (1988): 2 asin √share - 2 asin √others; above 0 where the first group has it more often. */
  readonly effect: number;
  /** The standard error of the effect. */
  readonly error: number;
  /** Of the two-proportion z test, two-sided. */
  readonly p: number;
  /** The ratio of the shares, each drawn towards the overall rate. */
  readonly lift: number;
  /** The difference in log-odds with a prior at the overall rate, in standard errors: Monroe, Colaresi and Quinn 2008. */
  readonly weight: number;
}

const angle = (share: number): number => 2 * Math.asin(Math.sqrt(share));

/** Compares two groups of which at least one person each is known. */
export const associate = (members: Side, others: Side): Association => {
  const [share, otherShare] = [members.having / members.known, others.having / others.known];
  const rate = (members.having + others.having) / (members.known + others.known);
  const inverse = 1 / members.known + 1 / others.known;
  const spread = Math.sqrt(rate * (1 - rate) * inverse);
  const isConstant = spread === 0;
  return {
    share,
    others: otherShare,
    effect: angle(share) - angle(otherShare),
    error: Math.sqrt(inverse),
    p: isConstant ? 1 : twoSided((share - otherShare) / spread),
    lift: isConstant ? 1 : shrunk(members, rate) / shrunk(others, rate),
    weight: compareOdds(members, others, priorStrength).z,
  };
};
