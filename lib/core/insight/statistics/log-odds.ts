/** How many of a group have something. */
export interface Counted {
  readonly having: number;
  readonly known: number;
}

/** How the odds of two groups differ. */
export interface OddsDifference {
  /** The natural logarithm of their ratio; above 0 where the first has it more often. */
  readonly difference: number;
  /** The same in standard errors. */
  readonly z: number;
}

/**
 * Compares the odds of two groups, each drawn towards the rate of both (Monroe, Colaresi and Quinn 2008, with a beta prior).
 *
 * @param strength - the number of people for whom the rate of both counts beside those of each group.
 */
export const compareOdds = (one: Counted, other: Counted, strength: number): OddsDifference => {
  const rate = (one.having + other.having) / (one.known + other.known);
  const logOdds = ({ having, known }: Counted) => {
    const yes = having + strength * rate;
    const no = known - having + strength * (1 - rate);
    return { value: Math.log(yes / no), variance: 1 / yes + 1 / no };
  };
  // What all have or none has tells nothing.
  if (rate === 0 || rate === 1) return { difference: 0, z: 0 };
  const [own, their] = [logOdds(one), logOdds(other)];
  const difference = own.value - their.value;
  return { difference, z: difference / Math.sqrt(own.variance + their.variance) };
};
