import { describe, expect, test } from 'vitest';
import { chanceFrom } from '#lib/core/chance.ts';
import { adjustedRand } from '#lib/core/insight/statistics/adjusted-rand.ts';
import { joinGroups, sureErrors } from '#lib/core/insight/statistics/join-groups.ts';
import { kMeans, type Point } from '#lib/core/insight/statistics/k-means.ts';
import { silhouetteOf } from '#lib/core/insight/statistics/silhouette.ts';

describe('the adjusted Rand index', () => {
  test.each([
    [[0, 0, 1, 1], [1, 1, 0, 0], 1],
    // The example of scikit-learn's documentation.
    [[0, 0, 1, 2], [0, 0, 1, 1], 4 / 7],
    [[0, 0, 0, 0], [0, 1, 2, 3], 0],
    [[0, 0, 1, 1], [0, 1, 0, 1], -1 / 2],
    [[0, 0, 0], [1, 1, 1], 1],
  ])('of %j and %j is %d', (one, other, index) => {
    expect(adjustedRand(one, other)).toBeCloseTo(index, 12);
  });
});

describe('the silhouette', () => {
  test('is the mean of how much nearer points are to their own group', () => {
    // Within, points are 1 apart; 0 is 10.5 from the others on average, 1 is 9.5.
    const each = [(10.5 - 1) / 10.5, (9.5 - 1) / 9.5];
    expect(silhouetteOf([[0], [1], [10], [11]], [0, 0, 1, 1], 2)).toBeCloseTo(
      ((each[0] ?? 0) + (each[1] ?? 0)) / 2,
      12,
    );
  });

  test('is 0 for a point alone, and below 0 for points that are given to the wrong group', () => {
    expect(silhouetteOf([[0], [10]], [0, 1], 2)).toBe(0);
    expect(silhouetteOf([[0], [1], [10], [11]], [0, 1, 0, 1], 2)).toBeLessThan(0);
  });
});

const chance = chanceFrom(3);
const even = (count: number, [left, right]: readonly [number, number], height: number): readonly Point[] =>
  Array.from({ length: count }, () => [left + chance() * (right - left), chance() * height]);

const joinedIn = (points: readonly Point[], count: number): number => {
  const partition = kMeans(points, count, chanceFrom(1));
  return new Set(joinGroups({ points, partition, leastErrors: sureErrors })).size;
};

describe('joining groups', () => {
  const crowd = even(600, [0, 1], 1);

  test.each([2, 3, 4, 6])('makes one of an even crowd that is cut into %d', (count) => {
    expect(joinedIn(crowd, count)).toBe(1);
  });

  test.each([2, 3, 4, 6])('leaves two crowds apart that are cut into %d, one of them long', (count) => {
    const apart = [...even(300, [0, 1], 4), ...even(100, [2.5, 3], 4)];
    expect(joinedIn(apart, 6)).toBe(2);
    expect(joinedIn(apart, count)).toBeLessThanOrEqual(2);
  });

  test('is not sure of a handful', () => {
    expect(
      joinedIn(
        [
          [0, 0],
          [0.1, 0],
          [0.2, 0],
          [5, 0],
          [5.1, 0],
          [5.2, 0],
        ],
        2,
      ),
    ).toBe(1);
  });
});
