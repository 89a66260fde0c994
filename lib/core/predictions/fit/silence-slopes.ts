/**
 * The silence S = (near / far)^R · Σ_{j<k} (R)_j / j! · u^j of customers with equal x, with u = 1 - near / far, and its
 * derivatives by R and by α. One object serves for many times, since a fit evaluates millions.
 */
export class SilenceSlopes {
  readonly #size: number;
  /** (R)_j / j!, for j below k. */
  readonly #coefficients: readonly number[];
  /** Their logarithms' derivatives by R. */
  readonly #slopes: readonly number[];

  /** S. */
  value = 0;
  bySize = 0;
  byAlpha = 0;

  /** @param size - R = r + k x. */
  constructor(k: number, size: number) {
    const coefficients = [1];
    const slopes = [0];
    for (let j = 1; j < k; j += 1) {
      coefficients.push(((coefficients[j - 1] as number) * (size + j - 1)) / j);
      slopes.push((slopes[j - 1] as number) + 1 / (size + j - 1));
    }
    this.#size = size;
    this.#coefficients = coefficients;
    this.#slopes = slopes;
  }

  /**
   * Works out S and its slopes.
   *
   * @param near - α + t_x.
   * @param silent - T - t_x: where α is large, no difference of two sums would tell it.
   */
  evaluate(near: number, silent: number): void {
    const far = near + silent;
    const u = silent / far;
    let [sum, bySize, byU] = [0, 0, 0];
    // Horner's scheme, with that of the derivative.
    for (let j = this.#coefficients.length - 1; j >= 0; j -= 1) {
      const coefficient = this.#coefficients[j] as number;
      byU = byU * u + sum;
      sum = sum * u + coefficient;
      bySize = bySize * u + coefficient * (this.#slopes[j] as number);
    }
    const lnRatio = Math.log1p(-u);
    const whole = Math.exp(this.#size * lnRatio);
    this.value = whole * sum;
    this.bySize = whole * (sum * lnRatio + bySize);
    this.byAlpha = whole * (sum * this.#size * (u / near) - (byU * u) / far);
  }
}
