import type { Point } from '../statistics/k-means.ts';
import { behaviours, type Behaviour } from './behaviours.ts';
import type { Conduct } from './conduct.ts';

/** A behaviour on a scale on which people can be compared. Plain JSON. */
export interface Axis {
  /** The index of the behaviour. */
  readonly of: number;
  /** The mean of a share over everything that it rests on; 0 of other behaviours. */
  readonly usual: number;
  readonly mean: number;
  readonly deviation: number;
}

/** Orders or answers at the usual share that everybody is given beside their own: one order with a coupon makes no bargain hunter. */
const prior = 2;

/** The answers on the usual scale of satisfaction are a quarter apart. */
const scoreStep = 0.25;

/** Farther from the mean than this many standard deviations is not told apart. */
const farthest = 3;

/** A behaviour in which this share of those of whom it is known are the same, or that this share are not known in, tells no groups. */
const bounds = { mostAlike: 0.9, mostUnknown: 0.5 };

const behaviourAt = (index: number): Behaviour => behaviours[index] as Behaviour;

/** The first digits of the rank are alike throughout a sample, and the last one says which half it is. */
const jitter = { from: 16, digits: 6 };

/** A number from 0 to 1 that belongs to a person and a behaviour. */
const jitterOf = ({ rank }: Conduct, of: number): number => {
  const from = jitter.from + of * jitter.digits;
  return Number.parseInt(rank.slice(from, from + jitter.digits), 16) / 16 ** jitter.digits;
};

/** How far apart the values lie that a share can have. */
const stepOf = ({ path }: Behaviour, weight: number): number =>
  (path === 'feedback.satisfaction' ? scoreStep : 1) / weight;

/**
 * The measure of a behaviour: the logarithm of a number, for five orders are to one what fifty are to ten; a share drawn to the
 * usual one by what it rests on. Steps, as between one order and two, are blurred, lest they look like gaps between groups.
 */
const measureOf = (conduct: Conduct, { of, usual }: Pick<Axis, 'of' | 'usual'>): number | undefined => {
  const value = conduct.values[of];
  const behaviour = behaviourAt(of);
  if (value === undefined) return undefined;
  if (behaviour.kind === 'whole') return Math.log1p(value + jitterOf(conduct, of));
  // Nothing, as of somebody who has paid in another currency, has no logarithm.
  if (behaviour.kind !== 'share') return value > 0 ? Math.log1p(value) : undefined;
  const weight = Math.max(1, conduct.restsOn[of] as number);
  const blurred = value + (jitterOf(conduct, of) - 1 / 2) * stepOf(behaviour, weight);
  return (blurred * weight + usual * prior) / (weight + prior);
};

const usualOf = (people: readonly Conduct[], of: number): number => {
  if (behaviourAt(of).kind !== 'share') return 0;
  let [sum, weights] = [0, 0];
  for (const { values, restsOn } of people) {
    const weight = restsOn[of] as number;
    sum += (values[of] ?? 0) * weight;
    weights += weight;
  }
  return weights === 0 ? 0 : sum / weights;
};

/** Whether people differ in a behaviour, and enough is known of it. */
const tellsApart = (people: readonly Conduct[], of: number): boolean => {
  const counts = new Map<number, number>();
  const known = people.flatMap(({ values }) => values[of] ?? []);
  for (const value of known) counts.set(value, (counts.get(value) ?? 0) + 1);
  const unknown = people.length - known.length;
  return (
    Math.max(...counts.values()) <= bounds.mostAlike * known.length && unknown <= bounds.mostUnknown * people.length
  );
};

const axisOf = (people: readonly Conduct[], of: number): Axis => {
  const usual = usualOf(people, of);
  const measures = people.flatMap((conduct) => measureOf(conduct, { of, usual }) ?? []);
  const mean = measures.reduce((sum, each) => sum + each, 0) / measures.length;
  const variance = measures.reduce((sum, each) => sum + (each - mean) ** 2, 0) / measures.length;
  return { of, usual, mean, deviation: Math.sqrt(variance) };
};

/** The axes on which some people differ, in the order of behaviours. */
export const axesOf = (people: readonly Conduct[]): readonly Axis[] => {
  if (people.length === 0) return [];
  const telling = [...behaviours.keys()].filter((of) => tellsApart(people, of));
  const axes = telling.map((of) => axisOf(people, of)).filter(({ deviation }) => deviation > 0);
  const paths = new Set(axes.map(({ of }) => behaviourAt(of).path));
  return axes.filter(({ of }) => {
    const { replacedBy } = behaviourAt(of);
    return replacedBy === undefined || !paths.has(replacedBy);
  });
};

/** Where a person stands on some axes, in standard deviations from the mean, at which stand those of whom it is not known. */
export const pointOf = (conduct: Conduct, axes: readonly Axis[]): Point =>
  axes.map((axis) => {
    const measure = measureOf(conduct, axis);
    const place = measure === undefined ? 0 : (measure - axis.mean) / axis.deviation;
    return Math.max(-farthest, Math.min(farthest, place));
  });
