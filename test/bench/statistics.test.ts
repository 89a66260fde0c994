import { describe, expect, test } from 'vitest';
import { compare, median } from '../../bench/harness/statistics.ts';

describe('median()', () => {
  test('takes the middle one, whatever the order', () => {
    expect(median([9, 1, 100])).toBe(9);
  });

  test('takes the mean of the two middle ones of an even number', () => {
    expect(median([1, 100, 4, 2])).toBe(3);
  });

  test('refuses none at all', () => {
    expect(() => median([])).toThrow('Cannot take the median of numbers: current value is none');
  });
});

describe('compare()', () => {
  test('gives the median of the rounds’ ratios, not the ratio of the medians', () => {
    const slowedDown = [
      [100, 50],
      [20, 10],
      [30, 60],
    ] as const;
    expect(compare(slowedDown)).toEqual({ ours: 30, baseline: 50, ratio: 2, rounds: 3 });
  });
});
