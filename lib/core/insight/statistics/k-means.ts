import type { Chance } from '../../chance.ts';

/** A person as coordinates, or the middle of a group. */
export type Point = readonly number[];

/** Groups of points. */
export interface Partition {
  /** The mean of each group. */
  readonly centers: readonly Point[];
  /** The group of each point. */
  readonly groups: readonly number[];
  /** The sum of squared distances of the points to the centers of their groups. */
  readonly within: number;
}

/** As in most implementations: Lloyd's algorithm has nearly always ended by then. */
const mostRounds = 100;

const restarts = 10;

/** The squared Euclidean distance. */
export const squaredDistance = (one: Point, other: Point): number => {
  let sum = 0;
  for (let axis = 0; axis < one.length; axis += 1) {
    const difference = (one[axis] as number) - (other[axis] as number);
    sum += difference * difference;
  }
  return sum;
};

/** The group whose center is nearest to a point; the first of several. */
export const nearestGroup = (point: Point, centers: readonly Point[]): number => {
  let [nearest, least] = [0, Infinity];
  for (let group = 0; group < centers.length; group += 1) {
    const distance = squaredDistance(point, centers[group] as Point);
    if (distance < least) [nearest, least] = [group, distance];
  }
  return nearest;
};

/** An index drawn with a probability in proportion to its weight; any where all weights are 0. */
const drawnBy = (weights: readonly number[], chance: Chance): number => {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let left = chance() * total;
  const drawn = weights.findIndex((weight) => (left -= weight) < 0);
  return drawn === -1 ? Math.floor(chance() * weights.length) : drawn;
};

/** First centers that lie apart: each is drawn in proportion to the squared distance to the nearest one before. */
const firstCenters = (points: readonly Point[], count: number, chance: Chance): readonly Point[] => {
  const centers = [points[Math.floor(chance() * points.length)] as Point];
  const distances = points.map(() => Infinity);
  while (centers.length < count) {
    const newest = centers.at(-1) as Point;
    for (const [index, point] of points.entries())
      distances[index] = Math.min(distances[index] as number, squaredDistance(point, newest));
    centers.push(points[drawnBy(distances, chance)] as Point);
  }
  return centers;
};

/** The mean of each group; a group without points keeps its center. */
const meansOf = (points: readonly Point[], groups: readonly number[], centers: readonly Point[]): readonly Point[] => {
  const sums = centers.map((center) => center.map(() => 0));
  const counts = centers.map(() => 0);
  for (const [index, point] of points.entries()) {
    const group = groups[index] as number;
    const sum = sums[group] as number[];
    counts[group] = (counts[group] as number) + 1;
    for (let axis = 0; axis < sum.length; axis += 1) sum[axis] = (sum[axis] as number) + (point[axis] as number);
  }
  return sums.map((sum, group) => {
    const count = counts[group] as number;
    return count === 0 ? (centers[group] as Point) : sum.map((each) => each / count);
  });
};

const improved = (points: readonly Point[], first: readonly Point[]): Partition => {
  let centers = first;
  let groups: readonly number[] = [];
  for (let round = 0; round < mostRounds; round += 1) {
    const nearest = points.map((point) => nearestGroup(point, centers));
    if (nearest.every((group, index) => group === groups[index])) break;
    groups = nearest;
    centers = meansOf(points, groups, centers);
  }
  const within = points.reduce(
    (sum, point, index) => sum + squaredDistance(point, centers[groups[index] as number] as Point),
    0,
  );
  return { centers, groups, within };
};

/**
 * Divides points into groups by k-means++ (Arthur and Vassilvitskii 2007): the best of ten starts, improved by Lloyd's algorithm.
 *
 * @param points - at least one.
 * @param count - how many groups, at most as many as there are points.
 */
export const kMeans = (points: readonly Point[], count: number, chance: Chance): Partition =>
  Array.from({ length: restarts }, () => improved(points, firstCenters(points, count, chance))).reduce((best, each) =>
    each.within < best.within ? each : best,
  );
