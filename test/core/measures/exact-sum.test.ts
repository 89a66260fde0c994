import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addExactly, mergeSums, sumOf, type ExactSum } from '#lib/core/measures/exact-sum.ts';

const total = (terms: readonly number[]): ExactSum => terms.reduce<ExactSum>(addExactly, 0);

/** Prices with two decimals, none of which is exact in binary, of either sign. */
const decimals = fc.array(
  fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map((hundredths) => hundredths / 100),
  { maxLength: 200, size: 'max' },
);

describe('addExactly()', () => {
  test('adds 0.1 ten times to 1', () => {
    expect(sumOf(total(Array.from({ length: 10 }, () => 0.1)))).toBe(1);
  });

  test('keeps what rounding would cut off', () => {
    expect(sumOf(total([1e16, 1, -1e16]))).toBe(1);
    expect(sumOf(total([2 ** 53, 1, 1]))).toBe(2 ** 53 + 2);
  });

  test('is a plain number where nothing was cut off', () => {
    expect(total([1_999, 2_500, -500])).toBe(3_999);
  });

  test('comes out the same in whatever order terms arrive', () => {
    const shuffled = decimals.chain((terms) =>
      fc.tuple(fc.constant(terms), fc.shuffledSubarray(terms, { minLength: terms.length })),
    );
    fc.assert(
      fc.property(shuffled, ([terms, others]) => {
        expect(sumOf(total(others))).toBe(sumOf(total(terms)));
      }),
      { numRuns: 1_000 },
    );
  });

  test('is the exact sum of whole numbers, rounded once', () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeInteger(), { maxLength: 100 }), (terms) => {
        const exact = terms.reduce((sum, term) => sum + BigInt(term), 0n);
        expect(sumOf(total(terms))).toBe(Number(exact));
      }),
    );
  });

  test('stays at the largest number beyond it', () => {
    expect(sumOf(total([Number.MAX_VALUE, Number.MAX_VALUE]))).toBe(Number.MAX_VALUE);
    expect(sumOf(total([-Number.MAX_VALUE, -Number.MAX_VALUE, 1]))).toBe(-Number.MAX_VALUE);
  });
});

describe('mergeSums()', () => {
  test('is the sum of the terms of both', () => {
    fc.assert(
      fc.property(decimals, decimals, (mine, theirs) => {
        const all = sumOf(total([...mine, ...theirs]));
        expect(sumOf(mergeSums(total(mine), total(theirs)))).toBe(all);
        expect(sumOf(mergeSums(total(theirs), total(mine)))).toBe(all);
      }),
      { numRuns: 500 },
    );
  });
});
