import { squaredDistance, type Point } from './k-means.ts';

interface Grouped {
  readonly points: readonly Point[];
  readonly groups: readonly number[];
  readonly count: number;
}

/** The mean distances of a point to the others of each group; NaN to a group without others. */
const meanDistances = (point: Point, { points, groups, count }: Grouped): readonly number[] => {
  const sums = Array.from({ length: count }, () => 0);
  const counts = Array.from({ length: count }, () => 0);
  for (const [index, other] of points.entries()) {
    if (other === point) continue;
    const group = groups[index] as number;
    sums[group] = (sums[group] as number) + Math.sqrt(squaredDistance(point, other));
    counts[group] = (counts[group] as number) + 1;
  }
  return sums.map((sum, group) => sum / (counts[group] as number));
};

/**
 * The mean silhouette (Rousseeuw 1987): how much nearer points are to their own group than to the next one, from -1 to 1. That of
 * a point alone in its group is 0.
 *
 * @param groups - the group of each point, from 0 to `count - 1`, none of which is empty.
 */
export const silhouetteOf = (points: readonly Point[], groups: readonly number[], count: number): number => {
  let sum = 0;
  for (const [index, point] of points.entries()) {
    const means = meanDistances(point, { points, groups, count });
    const own = means[groups[index] as number] as number;
    if (Number.isNaN(own)) continue;
    const next = Math.min(...means.filter((_, group) => group !== groups[index]));
    sum += Math.max(own, next) === 0 ? 0 : (next - own) / Math.max(own, next);
  }
  return sum / points.length;
};
