import type { Chance } from '../../chance.ts';
import { joinGroups } from '../statistics/join-groups.ts';
import { kMeans, nearestGroup, type Point } from '../statistics/k-means.ts';

/** Groups that lie apart, or parts of a continuum. */
export type Kind = 'sharp' | 'continuum';

/** The middles that people are given to. Plain JSON. */
export interface Centers {
  readonly centers: readonly Point[];
  /** The group of each center: a group that is not round has several. */
  readonly groupOf: readonly number[];
}

/** The group of the nearest center. */
export const groupAt = (point: Point, { centers, groupOf }: Centers): number =>
  groupOf[nearestGroup(point, centers)] as number;

/** How centers are found. */
interface Finding {
  readonly kind: Kind;
  /** How many, before any are joined. */
  readonly centers: number;
  /** In standard errors: how surely sharp groups lie apart. */
  readonly leastErrors: number;
}

/** Finds so many centers, and for sharp groups joins those that do not lie apart. */
export const findCenters = (
  points: readonly Point[],
  { kind, centers: count, leastErrors }: Finding,
  chance: Chance,
): Centers => {
  const partition = kMeans(points, count, chance);
  const groupOf = kind === 'sharp' ? joinGroups({ points, partition, leastErrors }) : [...partition.centers.keys()];
  return { centers: partition.centers, groupOf };
};
