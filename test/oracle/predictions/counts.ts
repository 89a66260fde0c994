/** A negative binomial variable: events of a Poisson process whose rate is gamma distributed. */
export interface NegativeBinomial {
  /** The shape of the rate. */
  readonly size: number;
  /** The time looked at over the time that the rate was learnt in: the chance of one more event is odds / (1 + odds). */
  readonly odds: number;
}

const logOfRising = (size: number, count: number): number =>
  Array.from({ length: count }, (_, index) => Math.log((size + index) / (index + 1))).reduce(
    (sum, log) => sum + log,
    0,
  );

/** The probability of exactly so few events, in logarithms. */
export const chanceOf = (count: number, { size, odds }: NegativeBinomial): number => {
  const none = -size * Math.log1p(odds);
  if (count === 0) return Math.exp(none);
  return Math.exp(none + count * Math.log(odds / (1 + odds)) + logOfRising(size, count));
};

/** What is left of a sum that is not worth adding. */
const negligible = 1e-18;

interface Sums {
  weight: number;
  value: number;
}

const add = (sums: Sums, weight: number, value: number): void => {
  sums.weight += weight;
  sums.value += weight * value;
};

type ByCount = (count: number) => number;

/** Adds what is above the most likely count, until the tail, were it geometric, is negligible beside the sum. */
const addAbove = (sums: Sums, { size, odds }: NegativeBinomial, [mode, valueOf]: readonly [number, ByCount]): void => {
  const again = odds / (1 + odds);
  let weight = 1;
  for (let count = mode; ; count += 1) {
    add(sums, weight, valueOf(count));
    const ratio = (again * (size + count)) / (count + 1);
    weight *= ratio;
    const tail = ratio < 1 ? weight / (1 - ratio) ** 2 : Infinity;
    const isSeen = sums.value > 0 || weight === 0;
    if (isSeen && tail <= negligible * sums.weight && tail * valueOf(count + 1) <= negligible * sums.value) return;
  }
};

const addBelow = (sums: Sums, { size, odds }: NegativeBinomial, [mode, valueOf]: readonly [number, ByCount]): void => {
  const again = odds / (1 + odds);
  let weight = 1;
  for (let count = mode - 1; count >= 0 && weight > 0; count -= 1) {
    weight *= (count + 1) / (again * (size + count));
    add(sums, weight, valueOf(count));
  }
};

/**
 * The mean of a function of the number of events that never falls. Weights go out from the most likely number on both sides and
 * are brought to 1 in the end, so that nothing underflows and no gamma function is needed.
 */
export const meanOver = (of: NegativeBinomial, valueOf: ByCount): number => {
  if (of.odds === 0) return valueOf(0);
  const mode = Math.max(0, Math.floor((of.size - 1) * of.odds));
  const sums: Sums = { weight: 0, value: 0 };
  addAbove(sums, of, [mode, valueOf]);
  addBelow(sums, of, [mode, valueOf]);
  return sums.value / sums.weight;
};
