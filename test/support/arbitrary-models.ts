import * as fc from 'fast-check';
import type { Predict } from '#test/oracle/catalogue.ts';

/**
 * Of somebody who orders within days or weeks, as most people of the drawn events do. The scale is in days, no shorter than one: a
 * year that is to come is long beside it, and the orders of that year are added one by one.
 */
const likely = fc.record({
  r: fc.double({ min: 0.3, max: 6, noNaN: true }),
  days: fc.double({ min: 2, max: 60, noNaN: true }),
  a: fc.double({ min: 0.05, max: 3, noNaN: true }),
  b: fc.double({ min: 0.3, max: 5, noNaN: true }),
});

/** Of people who hardly differ, or differ in everything; who order at once or never, and all leave or none. */
const extreme = fc.record({
  r: fc.constantFrom(0.01, 0.2, 1, 2, 40),
  days: fc.constantFrom(1, 7, 140, 4000),
  a: fc.constantFrom(0.0001, 0.1, 1, 2, 40),
  b: fc.constantFrom(0.01, 0.5, 1, 90),
});

const rates = fc.oneof({ weight: 3, arbitrary: likely }, { weight: 1, arbitrary: extreme });

const spend = fc.record({
  p: fc.constantFrom(0.4, 1, 3.1, 12),
  q: fc.constantFrom(1.01, 1.5, 3.9, 20),
  v: fc.constantFrom(1, 700, 15_432.1),
});

const tiers = fc.constantFrom(
  { high: 2000, medium: 500 },
  { high: 50_000, medium: 10_000 },
  { high: 1, medium: 0.5 },
  { high: 3000.5, medium: 3000 },
);

/** As many numbers as there are percentiles, none below the one before. */
const quantiles = (from: number, factor: number): number[] =>
  Array.from({ length: 99 }, (_, index) => Math.floor(from * factor ** index));

const rising = fc.constantFrom(1.02, 1.05, 1.1);

/** Each with its days. */
const units = [
  ['P7D', 7],
  ['P7D', 7],
  ['P1D', 1],
  ['PT12H', 0.5],
  ['P30D', 30],
] as const;

/** Models with each number of steps of an order, in units of time from hours to a month. */
export const arbitraryModel: fc.Arbitrary<Predict> = fc
  .record({
    k: fc.constantFrom(1, 2, 3, 4),
    rates,
    spend,
    tiers,
    rising,
    unit: fc.constantFrom(...units),
  })
  .map(({ k, rates: { r, days, a, b }, rising: factor, unit: [timeUnit, length], ...rest }) => ({
    modelId: 'm-1',
    asOf: '2026-12-01T00:00:00.000Z',
    timeUnit,
    ...rest,
    orders: { k, r, alpha: days / length, a, b },
    quantiles: {
      'orders.revenue': quantiles(500, factor),
      'orders.count': quantiles(1, factor),
      'orders.average': quantiles(400, factor),
      'predicted.value365d': quantiles(200, factor),
    },
  }));
