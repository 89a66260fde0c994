import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backoff } from '#lib/ports/backoff.ts';

const bounds = (attempts: number, { first, longest }: { readonly first: number; readonly longest: number }) =>
  Array.from({ length: attempts }, (_, index) => backoff(index + 1, { first, longest, random: () => 1 }));

describe('backoff()', () => {
  test('has a bound that doubles with each attempt up to the longest', () => {
    expect(bounds(6, { first: 50, longest: 500 })).toEqual([50, 100, 200, 400, 500, 500]);
  });

  test('keeps to the longest from the first attempt on', () => {
    expect(bounds(2, { first: 50, longest: 20 })).toEqual([20, 20]);
  });

  test('spreads pauses from nothing to the bound', () => {
    const pauses = [0, 0.25, 0.5].map((drawn) => backoff(3, { first: 50, longest: 500, random: () => drawn }));
    expect(pauses).toEqual([0, 50, 100]);
  });

  test('never exceeds the longest, however many attempts have failed', () => {
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }),
        fc.integer({ min: 1, max: 1_000 }),
        chance,
        (attempt, first, drawn) => {
          const pause = backoff(attempt, { first, longest: 2_000, random: () => drawn });
          expect(pause).toBeGreaterThanOrEqual(0);
          expect(pause).toBeLessThan(2_000);
        },
      ),
    );
  });
});
