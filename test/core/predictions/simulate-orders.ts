import type { OrderHistory, OrderModel } from '#lib/core/predictions/order-model.ts';

/** A generator of numbers from 0 to 1 that is the same for the same seed (Mulberry32). */
const seeded = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

type Draw = () => number;

const normal = (draw: Draw): number => Math.sqrt(-2 * Math.log(draw() + 1e-300)) * Math.cos(2 * Math.PI * draw());

/** A gamma of unit rate (Marsaglia and Tsang 2000). */
const gamma = (draw: Draw, shape: number): number => {
  if (shape < 1) return gamma(draw, shape + 1) * draw() ** (1 / shape);
  const [d, c] = [shape - 1 / 3, 1 / Math.sqrt(9 * (shape - 1 / 3))];
  for (;;) {
    const x = normal(draw);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(draw()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
};

const exponential = (draw: Draw): number => -Math.log(draw() + 1e-300);

/** How a crowd whose past is the same goes on, by drawing each person's rate and chance to leave. */
export const simulateOrders = (
  { k, r, alpha, a, b }: OrderModel,
  { repeats, recency }: OrderHistory,
  { age, time, people, seed }: { age: number; time: number; people: number; seed: number },
): { readonly alive: number; readonly buying: number; readonly orders: number } => {
  const draw = seeded(seed);
  let [silent, alive, buying, orders] = [0, 0, 0, 0];
  for (let person = 0; person < people; person += 1) {
    const rate = gamma(draw, r + k * repeats) / (alpha + recency);
    const [left, stayed] = [gamma(draw, a), gamma(draw, b + repeats)];
    const leaving = left / (left + stayed);
    const gap = (): number => Array.from({ length: k }, () => exponential(draw) / rate).reduce((sum, one) => sum + one);
    const hasLeft = draw() < leaving;
    let next = hasLeft ? Infinity : recency + gap();
    // Who ordered before now has another past.
    if (next <= age) continue;
    silent += 1;
    if (!hasLeft) alive += 1;
    if (next <= age + time) buying += 1;
    for (; next <= age + time; next = draw() < leaving ? Infinity : next + gap()) orders += 1;
  }
  return { alive: alive / silent, buying: buying / silent, orders: orders / silent };
};
