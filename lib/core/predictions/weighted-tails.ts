/** The parts of the expected number of purchase days of a customer. */
export interface Tails {
  /** The probability z of each negative binomial. */
  readonly share: number;
  /** The size of the first; that of the j-th is larger by j. */
  readonly size: number;
  /** w_j, which add up to 1. */
  readonly weights: readonly number[];
  readonly k: number;
  /** The chance of staying after a number of further orders. */
  readonly staying: (orders: number) => number;
}

/** Terms this small against the sum change no digit of it. */
const negligible = 1e-15;

/** Probabilities are scaled down above this, since those of large sizes begin below the smallest number. */
const ceiling = 1e200;

/** C(m) = Σ over the first m orders of the chance to have stayed until then: 1 for the first. */
const staysUpTo = (staying: Tails['staying']): ((orders: number) => number) => {
  const sums = [0];
  let chance = 1;
  return (orders) => {
    while (sums.length <= orders) {
      sums.push((sums[sums.length - 1] as number) + chance);
      chance *= staying(sums.length - 1);
    }
    return sums[orders] as number;
  };
};

/**
 * Σ_{m>=1} c_m Σ_j w_j P(N_j >= km - j), with N_j negative binomial of size `size + j`, summed over the values of N_j: all
 * terms are positive, so nothing cancels.
 */
export const weightedTails = ({ share, size, weights, k, staying }: Tails): number => {
  const stays = staysUpTo(staying);
  return weights.reduce(
    (sum, weight, j) => sum + weight * expectedStays(stays, { share, size: size + j, k, offset: j }),
    0,
  );
};

interface Counting {
  readonly share: number;
  readonly size: number;
  readonly k: number;
  readonly offset: number;
}

/** The expected value of C(floor((N + j) / k)). */
const expectedStays = (stays: (orders: number) => number, { share, size, k, offset }: Counting): number => {
  let logScale = size * Math.log1p(-share);
  let probability = 1;
  let sum = 0;
  for (let n = 0; ; n += 1) {
    const term = probability * stays(Math.floor((n + offset) / k));
    sum += term;
    const growth = (share * (size + n)) / (n + 1);
    // What follows is at most a geometric series; C grows no faster than its argument.
    if (growth < 1 && (term * growth) / (1 - growth) < negligible * sum * (1 - growth)) break;
    probability *= growth;
    if (probability < ceiling) continue;
    probability /= ceiling;
    sum /= ceiling;
    logScale += Math.log(ceiling);
  }
  return sum * Math.exp(logScale);
};
