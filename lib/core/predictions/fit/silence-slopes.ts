/** What the silence of a customer depends on. */
interface SilenceOf {
  readonly k: number;
  /** R = r + k x. */
  readonly size: number;
  /** α + t_x. */
  readonly near: number;
  /** α + T. */
  readonly far: number;
}

/** The silence S with its derivatives by R and by α. */
interface Silence {
  readonly value: number;
  readonly bySize: number;
  readonly byAlpha: number;
}

/** S = (near / far)^R · Σ_{j<k} (R)_j / j! · u^j, with u = 1 - near / far. */
export const silenceOf = ({ k, size, near, far }: SilenceOf): Silence => {
  const ratio = near / far;
  const u = 1 - ratio;
  let [sum, bySize, byU] = [0, 0, 0];
  let [coefficient, slope, power] = [1, 0, 1];
  for (let j = 0; j < k; j += 1) {
    sum += coefficient * power;
    bySize += coefficient * slope * power;
    slope += 1 / (size + j);
    coefficient *= (size + j) / (j + 1);
    // The next term's derivative by u, of which the power is that of this one.
    if (j + 1 < k) byU += (j + 1) * coefficient * power;
    power *= u;
  }
  const whole = ratio ** size;
  return {
    value: whole * sum,
    bySize: whole * (sum * Math.log(ratio) + bySize),
    byAlpha: whole * (sum * size * (1 / near - 1 / far) - (byU * u) / far),
  };
};
