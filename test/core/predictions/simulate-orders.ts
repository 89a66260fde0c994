import type { OrderHistory, OrderModel } from '#lib/core/predictions/order-model.ts';
import { chanceFrom } from '#lib/core/chance.ts';
import { exponential, gamma } from './draws.ts';

/** How a crowd whose past is the same goes on, by drawing each person's rate and chance to leave. */
export const simulateOrders = (
  { k, r, alpha, a, b }: OrderModel,
  { repeats, recency }: OrderHistory,
  { age, time, people, seed }: { age: number; time: number; people: number; seed: number },
): { readonly alive: number; readonly buying: number; readonly orders: number } => {
  const draw = chanceFrom(seed);
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
