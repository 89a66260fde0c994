/** A generator of numbers from 0 to 1 that is the same for the same seed (Mulberry32). */
export const seeded = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

export type Draw = () => number;

const normal = (draw: Draw): number => Math.sqrt(-2 * Math.log(draw() + 1e-300)) * Math.cos(2 * Math.PI * draw());

/** A gamma of unit rate (Marsaglia and Tsang 2000). */
export const gamma = (draw: Draw, shape: number): number => {
  if (shape < 1) return gamma(draw, shape + 1) * draw() ** (1 / shape);
  const [d, c] = [shape - 1 / 3, 1 / Math.sqrt(9 * (shape - 1 / 3))];
  for (;;) {
    const x = normal(draw);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(draw()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
};

/** An exponential of unit rate. */
export const exponential = (draw: Draw): number => -Math.log(draw() + 1e-300);
