import { describe, expect, test } from 'vitest';
import { isTold, minimumBounds, tell, toldWords } from '#lib/core/insight/minimum.ts';

describe('tell()', () => {
  test.each([
    [0, { below: 20 }, 'fewer than 20'],
    [19, { below: 20 }, 'fewer than 20'],
    [20, 20, '20'],
    [12_345, 12_345, '12,345'],
  ])('tells %d as %j', (count, told, words) => {
    expect(tell(count, minimumBounds.usual)).toEqual(told);
    expect(isTold(tell(count, minimumBounds.usual))).toBe(typeof told === 'number');
    expect(toldWords(tell(count, minimumBounds.usual))).toBe(words);
  });
});
