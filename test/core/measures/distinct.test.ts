import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDistinct,
  countDistinct,
  keptDistinct,
  mergeDistinct,
  noDistinct,
  type Distinct,
} from '#lib/core/measures/distinct.ts';

const setOf = (values: readonly unknown[], limit?: number): Distinct =>
  values.reduce<Distinct>((set, value) => addDistinct(set, value, limit), noDistinct);
const numbered = (count: number, from = 0): readonly string[] =>
  Array.from({ length: count }, (_, index) => `s-${from + index}`);

const values = fc.array(fc.oneof(fc.string(), fc.integer({ min: -3, max: 3 }), fc.boolean()), { maxLength: 60 });

describe('addDistinct() and countDistinct()', () => {
  test('count each value once, of each type', () => {
    expect(countDistinct(setOf(['7', 7, true, 'true', '7', 7, '__proto__', 'constructor']))).toBe(6);
    expect(countDistinct(noDistinct)).toBe(0);
  });

  test('count exactly up to 10,000, it included', () => {
    // Of these an estimate would say 10,001.
    const set = setOf(Array.from({ length: 10_000 }, (_, index) => `a${index}`));
    expect(countDistinct(set)).toBe(10_000);
    expect(countDistinct(addDistinct(set, 'a0'))).toBe(10_000);
    expect(countDistinct(addDistinct(set, 'b'))).toBeGreaterThan(10_000);
  });

  test('estimate beyond within a few percent, and never below 10,000', () => {
    const count = countDistinct(setOf(numbered(15_000)));
    expect(count).toBeGreaterThan(14_000);
    expect(count).toBeLessThan(16_000);
  });

  test('keep the same in whatever order values come', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 30 }), (list, limit) => {
        const set = setOf(list, limit);
        expect(setOf(list.toReversed(), limit)).toEqual(set);
        expect(keptDistinct(set)).toBe(Math.min(limit, new Set(list).size));
      }),
    );
  });
});

describe('mergeDistinct()', () => {
  test('is the set of the values of both', () => {
    fc.assert(
      fc.property(values, values, fc.integer({ min: 1, max: 30 }), (mine, theirs, limit) => {
        const merged = setOf([...mine, ...theirs], limit);
        expect(mergeDistinct(setOf(mine, limit), setOf(theirs, limit), limit)).toEqual(merged);
        expect(mergeDistinct(setOf(theirs, limit), setOf(mine, limit), limit)).toEqual(merged);
      }),
    );
  });
});
