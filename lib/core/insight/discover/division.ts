import { chanceFrom } from '../../chance.ts';
import { sureErrors } from '../statistics/join-groups.ts';
import type { Point } from '../statistics/k-means.ts';
import { pointOf, type Axis } from './axes.ts';
import { findCenters, groupAt, type Centers, type Kind } from './centers.ts';
import type { Conduct } from './conduct.ts';

/** People divided into groups by some of what they do. */
export interface Division extends Centers {
  readonly kind: Kind;
  readonly axes: readonly Axis[];
  readonly points: readonly Point[];
  /** The group of each point. */
  readonly groups: readonly number[];
  /** The number of groups. */
  readonly count: number;
}

/** Any number does: it makes the draws the same in every run. */
const seed = 1_958;

/** A way of dividing people. */
interface Way {
  readonly kind: Kind;
  readonly axes: readonly Axis[];
  readonly centers: number;
}

/** Divides people. */
export const divide = (people: readonly Conduct[], way: Way): Division => {
  const { kind, axes } = way;
  const points = people.map((conduct) => pointOf(conduct, axes));
  const found = findCenters(points, { ...way, leastErrors: sureErrors }, chanceFrom(seed));
  const groups = points.map((point) => groupAt(point, found));
  return { ...found, kind, axes, points, groups, count: new Set(found.groupOf).size };
};

/** The mean of each group. */
export const meansOf = ({ points, groups, count, axes }: Division): readonly Point[] =>
  Array.from({ length: count }, (_, group) => {
    const own = points.filter((__, index) => groups[index] === group);
    return axes.map((__, axis) => own.reduce((sum, point) => sum + (point[axis] as number), 0) / own.length);
  });

/** An axis tells groups apart where they explain this share of its variance. */
const leastExplained = 0.3;

/** The axes along which groups differ. */
export const tellingAxes = (division: Division): readonly Axis[] => {
  const { points, groups, axes } = division;
  const means = meansOf(division);
  return axes.filter((_, axis) => {
    const mean = points.reduce((sum, point) => sum + (point[axis] as number), 0) / points.length;
    let [total, within] = [0, 0];
    for (const [index, point] of points.entries()) {
      const place = point[axis] as number;
      total += (place - mean) ** 2;
      within += (place - (means[groups[index] as number]?.[axis] ?? 0)) ** 2;
    }
    return within <= (1 - leastExplained) * total;
  });
};
