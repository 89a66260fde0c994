import type { Chance } from '#lib/core/chance.ts';

const normal = (draw: Chance): number => Math.sqrt(-2 * Math.log(draw() + 1e-300)) * Math.cos(2 * Math.PI * draw());

/** A gamma of unit rate (Marsaglia and Tsang 2000). */
export const gamma = (draw: Chance, shape: number): number => {
  if (shape < 1) return gamma(draw, shape + 1) * draw() ** (1 / shape);
  const [d, c] = [shape - 1 / 3, 1 / Math.sqrt(9 * (shape - 1 / 3))];
  for (;;) {
    const x = normal(draw);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(draw()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
};

/** An exponential of unit rate. */
export const exponential = (draw: Chance): number => -Math.log(draw() + 1e-300);
