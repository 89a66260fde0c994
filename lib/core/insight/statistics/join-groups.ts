import type { Partition, Point } from './k-means.ts';

/** Two groups lie apart where the border between them is at most so full. */
const fullestBorder = 0.5;

/** By how many standard errors a border must be emptier than the centers: three are chance in one of a thousand even crowds. */
export const sureErrors = 3;

const difference = (one: Point, other: Point): Point => one.map((each, axis) => each - (other[axis] as number));

const dot = (one: Point, other: Point): number =>
  one.reduce((sum, each, axis) => sum + each * (other[axis] as number), 0);

/** Where points lie on the way from one center to another: 0 at the one, 1 at the other. */
const placesOf = (points: readonly Point[], one: Point, other: Point): readonly number[] => {
  const way = difference(other, one);
  const length = dot(way, way);
  return length === 0 ? points.map(() => 0) : points.map((point) => dot(difference(point, one), way) / length);
};

/** The number of points in the third of the way around a place on it. */
const countAround = (places: readonly number[], middle: number): number =>
  places.filter((place) => Math.abs(place - middle) <= 1 / 6).length;

/** Groups that may be joined. */
interface Joining {
  readonly points: readonly Point[];
  readonly partition: Partition;
  /** In standard errors: how surely they lie apart that are not joined. */
  readonly leastErrors: number;
}

/** Whether hardly any points of two groups lie halfway between their centers, beside those around the center with fewer. */
const lieApart = (
  { points, partition: { centers, groups }, leastErrors }: Joining,
  [one, other]: readonly [number, number],
): boolean => {
  const both = points.filter((_, index) => groups[index] === one || groups[index] === other);
  const places = placesOf(both, centers[one] as Point, centers[other] as Point);
  const peak = Math.min(countAround(places, 0), countAround(places, 1));
  const border = countAround(places, 1 / 2);
  return peak > 0 && border <= fullestBorder * peak && peak - border >= leastErrors * Math.sqrt(peak + border);
};

/** Gives the group of one of a pair to everything that is joined to the other. */
const joinPair = (joined: readonly number[], [one, other]: readonly [number, number]): readonly number[] =>
  joined.map((group) => (group === joined[other] ? (joined[one] as number) : group));

/**
 * Joins groups that run into each other, directly or by way of others: what is left apart is apart by nature, whatever the shape
 * of each, and an even crowd is one.
 *
 * @returns for each group the joined one, from 0 on in the order of the groups.
 */
export const joinGroups = (joining: Joining): readonly number[] => {
  const groups = [...joining.partition.centers.keys()];
  const pairs = groups.flatMap((one) => groups.slice(one + 1).map((other) => [one, other] as const));
  const joined = pairs.filter((pair) => !lieApart(joining, pair)).reduce<readonly number[]>(joinPair, groups);
  const names = [...new Set(joined)];
  return joined.map((name) => names.indexOf(name));
};
