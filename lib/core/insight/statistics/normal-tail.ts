/** Below this the series of erf converges soon; above it the fraction of erfc does. */
const turn = 2.5;

/** erf(x) = 2/√π · e^(-x²) · Σ 2ⁿ x^(2n+1) / (2n+1)!!, in which nothing cancels (Abramowitz and Stegun 7.1.6). */
const erf = (x: number): number => {
  let term = x;
  let sum = x;
  for (let n = 1; term > sum * Number.EPSILON; n += 1) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
};

const fractions = 60;

/** erfc(x) = e^(-x²)/√π · 1/(x + ½/(x + 1/(x + 1½/(x + …)))) (Abramowitz and Stegun 7.1.14). */
const erfc = (x: number): number => {
  let below = x;
  for (let n = fractions; n > 0; n -= 1) below = x + n / 2 / below;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / below;
};

/** The probability that a standard normal variable is further from 0 than this, on either side; to 12 digits, also far out. */
export const twoSided = (z: number): number => {
  const x = Math.abs(z) / Math.SQRT2;
  return x < turn ? 1 - erf(x) : erfc(x);
};
