/** Below this argument the functions are taken at a larger one, where their series end soon. */
const largeEnough = 10;

/** Coefficients of 1/x, 1/x³, … in Stirling's series for ln Γ: B_2n / (2n (2n-1)). */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156, -3617 / 122_400];

/** Coefficients of 1/x², 1/x⁴, … in the series of ψ: -B_2n / 2n. */
const bernoulli = [-1 / 12, 1 / 120, -1 / 252, 1 / 240, -1 / 132, 691 / 32_760, -1 / 12, 3617 / 8160];

const seriesOf = (coefficients: readonly number[], square: number): number =>
  coefficients.reduceRight((sum, coefficient) => sum * square + coefficient, 0);

/** ln Γ(x) for x > 0, to about 14 digits: Stirling's series (Abramowitz and Stegun 6.1.41) after the recurrence 6.1.15. */
export const lnGamma = (x: number): number => {
  let at = x;
  let product = 1;
  for (; at < largeEnough; at += 1) product *= at;
  const series = seriesOf(stirling, 1 / (at * at)) / at;
  return (at - 1 / 2) * Math.log(at) - at + Math.log(2 * Math.PI) / 2 + series - Math.log(product);
};

/** ψ(x), the derivative of ln Γ, for x > 0, to about 14 digits (Abramowitz and Stegun 6.3.18 after 6.3.5). */
export const digamma = (x: number): number => {
  let at = x;
  let sum = 0;
  for (; at < largeEnough; at += 1) sum -= 1 / at;
  const square = 1 / (at * at);
  return sum + Math.log(at) - 1 / (2 * at) + seriesOf(bernoulli, square) * square;
};

/** ln B(a, b). */
export const lnBeta = (a: number, b: number): number => lnGamma(a) + lnGamma(b) - lnGamma(a + b);
