import { kmeans } from 'ml-kmeans';
import { describe, expect, test } from 'vitest';
import { chanceFrom } from '#lib/core/chance.ts';
import { adjustedRand } from '#lib/core/insight/statistics/adjusted-rand.ts';
import { kMeans, squaredDistance, type Point } from '#lib/core/insight/statistics/k-means.ts';

/** Points about some middles, spread evenly by at most `spread` along each axis, middle after middle. */
const about = (middles: readonly Point[], each: number, spread: number): readonly Point[] => {
  const chance = chanceFrom(5);
  return middles.flatMap((middle) =>
    Array.from({ length: each }, () => middle.map((place) => place + (chance() - 1 / 2) * 2 * spread)),
  );
};

const middles = [
  [0, 0, 0],
  [4, 0, 1],
  [0, 5, 2],
  [4, 5, 0],
];

/** The best of ten starts of an implementation that is not ours. */
const oracle = (points: readonly Point[], count: number) => {
  const found = Array.from({ length: 10 }, (_, seed) => {
    const { clusters, centroids } = kmeans(points as number[][], count, { seed });
    const within = points.reduce(
      (sum, point, index) => sum + squaredDistance(point, centroids[clusters[index] as number] as Point),
      0,
    );
    return { clusters, within };
  });
  return found.reduce((best, each) => (each.within < best.within ? each : best));
};

describe('k-means', () => {
  test.each([1, 2, 3, 4, 5])(
    'finds groups that are no wider than those of another implementation, with %d of them',
    (count) => {
      const points = about(middles, 60, 1.5);
      const { within, groups, centers } = kMeans(points, count, chanceFrom(1));
      expect(centers).toHaveLength(count);
      expect(within).toBeLessThanOrEqual(oracle(points, count).within * 1.0001);
      const widths = points.map((point, index) => squaredDistance(point, centers[groups[index] as number] as Point));
      expect(within).toBeCloseTo(
        widths.reduce((sum, width) => sum + width, 0),
        6,
      );
    },
  );

  test('finds the very groups where they lie apart, as another implementation does', () => {
    const points = about(middles, 40, 0.8);
    const planted = points.map((_, index) => Math.floor(index / 40));
    const { groups } = kMeans(points, 4, chanceFrom(1));
    expect(adjustedRand(groups, planted)).toBe(1);
    expect(adjustedRand(groups, oracle(points, 4).clusters)).toBe(1);
  });

  test('is the same in every run, and another for another seed', () => {
    const points = about(middles, 30, 3);
    expect(kMeans(points, 3, chanceFrom(1))).toEqual(kMeans(points, 3, chanceFrom(1)));
    expect(kMeans(points, 3, chanceFrom(2)).groups).not.toEqual(kMeans(points, 3, chanceFrom(1)).groups);
  });

  test('gives points that are all one to one group', () => {
    const { within, groups } = kMeans([[1], [1], [1]], 2, chanceFrom(1));
    expect([within, new Set(groups).size]).toEqual([0, 1]);
  });
});
