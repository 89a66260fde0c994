import { chanceFrom, type Chance } from '../../chance.ts';
import { adjustedRand } from '../statistics/adjusted-rand.ts';
import type { Point } from '../statistics/k-means.ts';
import { findCenters, groupAt } from './centers.ts';
import type { Division } from './division.ts';

/** How far a division is found again in other samples of such people. */
export interface Stability {
  /** Of the adjusted Rand indices of twenty resamples. */
  readonly median: number;
  readonly tenth: number;
  /** The median share of a group's people, of those in it or in the group that resembles it most, that are in both (Hennig 2007). */
  readonly groups: readonly number[];
}

const resamples = 20;

/** Any number does: it makes the resamples the same in every run. */
const seed = 20_261_101;

/** As many points, drawn with replacement: a bootstrap sample, which lacks a third of them. */
const drawnFrom = (points: readonly Point[], chance: Chance): readonly Point[] =>
  points.map(() => points[Math.floor(chance() * points.length)] as Point);

/** The value at a share of an ordered list, between two where it lies between them. */
const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((one, other) => one - other);
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)] as number, sorted[Math.ceil(place)] as number];
  return low + (high - low) * (place - Math.floor(place));
};

/** The share of the points in either of two groups that are in both. */
const jaccard = (group: number, other: number, [one, another]: Divided): number => {
  const inOne = one.filter((each) => each === group).length;
  const inOther = another.filter((each) => each === other).length;
  const both = one.filter((each, index) => each === group && another[index] === other).length;
  return both / (inOne + inOther - both);
};

/** The groups of the same points in two divisions. */
type Divided = readonly [one: readonly number[], another: readonly number[]];

/** Divides bootstrap samples of the points, gives every point to the nearest group of each, and compares. */
export const stabilityOf = ({ kind, points, centers, groups, count }: Division): Stability => {
  const chance = chanceFrom(seed);
  const again = Array.from({ length: resamples }, () => {
    // That groups lie apart is sure already: a resample is to show whether they are the same ones.
    const found = findCenters(drawnFrom(points, chance), { kind, centers: centers.length, leastErrors: 0 }, chance);
    return points.map((point) => groupAt(point, found));
  });
  const indices = again.map((found) => adjustedRand(groups, found));
  const likeness = (group: number) =>
    again.map((found) => Math.max(...[...new Set(found)].map((other) => jaccard(group, other, [groups, found]))));
  return {
    median: quantile(indices, 1 / 2),
    tenth: quantile(indices, 1 / 10),
    groups: Array.from({ length: count }, (_, group) => quantile(likeness(group), 1 / 2)),
  };
};
