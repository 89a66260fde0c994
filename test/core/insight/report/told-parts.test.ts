import { describe, expect, test } from 'vitest';
import { toldParts } from '#lib/core/insight/report/told-parts.ts';

describe('toldParts()', () => {
  test.each([
    ['all that are large enough', [20, 30, 40], [true, true, true]],
    ['not those that are small, where they are enough together', [12, 30, 8], [false, true, false]],
    ['not the smallest other either, where they are not', [12, 40, 30], [false, true, false]],
    ['none, where only one other is left', [12, 40], [false, false]],
    ['nothing of nobody, and all others', [0, 20, 30], [false, true, true]],
    ['of two that are equal the later', [3, 25, 25], [false, false, true]],
  ])('tells %s', (_what, people, told) => {
    expect(toldParts(people, 20)).toEqual(told);
  });
});
