import type { StayingSums } from './staying-sums.ts';

/** The parts of the expected number of purchase days of a customer who is one still. */
export interface ExpectedOrders {
  /** The probability z = t / (α + T + t) of each negative binomial. */
  readonly share: number;
  /** R: the size of the first; that of the j-th is R + j. */
  readonly size: number;
  /** v = u (1 - z) = (T - t_x) / (α + T + t). */
  readonly waited: number;
  /** 1 to 4. */
  readonly k: number;
  readonly stays: StayingSums;
}

/** Terms this small against the sum change no digit of it. */
const negligible = 1e-15;

/** Probabilities are scaled down above this, since those of large sizes begin below the smallest number. */
const ceiling = 1e200;

/** Whether to go on is asked after this many terms: fewer would be asked about longer than it takes to add them up. */
const stretch = 8;

/**
 * Σ_j (R)_j / j! u^j E[C(⌊(N_j + j) / k⌋)], with N_j negative binomial of size R + j, over j < k: divided by the sum in the
 * silence it is the expected number of purchase days within t. It is summed over the values n of N_j, since
 * P(N_j = n) = P(N_0 = n) (1 - z)^j (R + n)_j / (R)_j. All terms are positive, so nothing cancels.
 */
export const expectedOrders = ({ share, size, waited, k, stays }: ExpectedOrders): number => {
  // The weights of a smaller k are 0: one loop for all of them is the fastest.
  const part = (j: number): number => (j < k ? waited / j : 0);
  const [one, two, three] = [part(1), part(2), part(3)];
  let logScale = size * Math.log1p(-share);
  let probability = 1;
  let sum = 0;
  for (let begin = 0; ; begin += stretch) {
    const end = begin + stretch;
    const sums = stays.below(end + 3);
    let term = 0;
    for (let n = begin; n < end; n += 1) {
      const at = size + n;
      const last = (sums[n + 2] as number) + three * (at + 2) * (sums[n + 3] as number);
      const second = (sums[n + 1] as number) + two * (at + 1) * last;
      term = probability * ((sums[n] as number) + one * at * second);
      sum += term;
      probability *= (share * at) / (n + 1);
    }
    // What follows is at most a geometric series; C grows no faster than its argument.
    const bound = (share * (size + k - 2 + end)) / end;
    if (bound < 1 && term * bound < negligible * sum * (1 - bound) ** 2) break;
    if (probability < ceiling) continue;
    probability /= ceiling;
    sum /= ceiling;
    logScale += Math.log(ceiling);
  }
  return sum * Math.exp(logScale);
};
