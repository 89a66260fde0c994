import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectedOrders } from '#lib/core/predictions/expected-orders.ts';
import { OrdersAhead } from '#lib/core/predictions/orders-ahead.ts';
import { StayingSums } from '#lib/core/predictions/staying-sums.ts';
import { runs } from '#test/support/runs.ts';

/** From people who hardly differ to people who differ in everything, on a logarithmic scale. */
const parameter = fc.double({ min: -7, max: 4, noNaN: true }).map(Math.exp);

const anyCustomer = fc.record({
  k: fc.integer({ min: 1, max: 4 }),
  r: parameter,
  a: parameter,
  b: parameter,
  repeats: fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 200 })),
});

/** From looking ahead for minutes after years to looking ahead a hundred times as far as back. */
const anyRatio = fc.double({ min: -12, max: 4.6, noNaN: true }).map(Math.exp);

describe('OrdersAhead', () => {
  test('has the digits of the series, for any model and at any time', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const property = fc.property(anyCustomer, anyRatio, share, ({ k, r, a, b, repeats }, ratio, u) => {
      const stays = new StayingSums(a, b + repeats, k);
      const series = expectedOrders({ ratio, size: r + k * repeats, k, stays });
      const sum = series.reduceRight((total, one) => total * u + one, 0);
      const ahead = new OrdersAhead({ k, r, alpha: 1, a, b }, repeats);
      expect(Math.abs(ahead.sum(ratio, u) / sum - 1)).toBeLessThan(1e-13);
    });
    fc.assert(property, runs(1_200));
  });

  test('goes over from one octave to the next without a leap', () => {
    const property = fc.property(anyCustomer, fc.integer({ min: -16, max: 5 }), ({ repeats, ...model }, octave) => {
      const ahead = new OrdersAhead({ alpha: 1, ...model }, repeats);
      const [below, above] = [1 - Number.EPSILON / 2, 1].map((part) => ahead.sum(part * 2 ** octave, 0.5));
      expect((below as number) / (above as number)).toBeCloseTo(1, 13);
    });
    fc.assert(property, runs(600));
  });
});
