import { roundNumberIn } from './round-number.ts';

/** A limit between two bands: numbers from it on, or only those above it, belong to the upper one. */
export interface Limit {
  readonly at: number;
  readonly isAbove?: true;
}

/** The number in an ordered list that a share of it does not exceed: nearest rank. */
const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] as number;

/** Where the fifths of a list end. */
const fifths = [0.2, 0.4, 0.6, 0.8];

/** A limit may be this share of people off for the sake of a round number. */
const tolerance = 0.04;

/** How days are said, from a day to years: weeks, months, quarters. */
const saidDays = [1, 2, 3, 7, 14, 21, 30, 45, 60, 90, 120, 150, 180, 270, 365, 540, 730, 1095, 1460, 1825, 3650];

/** The length of time nearest to the middle of a range of days among those that people say. */
const saidDaysIn = ([low, high]: readonly [number, number]): number => {
  const middle = (low + high) / 2;
  return saidDays.reduce((best, each) => (Math.abs(each - middle) < Math.abs(best - middle) ? each : best));
};

const rangeAt = (sorted: readonly number[], share: number): readonly [number, number] => [
  quantile(sorted, share - tolerance),
  quantile(sorted, share + tolerance),
];

/** A limit that leaves nothing below it sets the smallest value apart instead, of which there are then many. */
const limitAt = (sorted: readonly number[], share: number): Limit => {
  const at = roundNumberIn(rangeAt(sorted, share));
  const smallest = sorted[0] as number;
  return at > smallest ? { at } : { at: smallest, isAbove: true };
};

/** Whether both bands that a limit divides hold some of the numbers. */
const divides = (sorted: readonly number[]) => {
  const [smallest, largest] = [sorted[0] as number, sorted.at(-1) as number];
  return ({ at, isAbove }: Limit): boolean => (isAbove ? at < largest : at > smallest && at <= largest);
};

/** Limits each once, in order; of whole numbers "above 1" and "from 2 on" are one. */
const distinct = (limits: readonly Limit[], isWhole: boolean): readonly Limit[] => {
  const placeOf = ({ at, isAbove }: Limit): number => (isAbove && isWhole ? at + 1 : at);
  const places = new Map(limits.map((limit) => [placeOf(limit), limit]).reverse() as [number, Limit][]);
  return [...places.values()].sort((one, other) => one.at - other.at);
};

/** As many different numbers as there are bands: each is a band of its own. */
const mostApart = 5;

/** Limits between each two of a few numbers; to have none at all is told from having some. */
const limitsBetween = ([smallest, ...more]: readonly number[]): readonly Limit[] =>
  more.map((at, index) => (index === 0 && smallest === 0 ? { at: 0, isAbove: true } : { at }));

/** The limits of about five bands with as many people each, at round numbers. None where all numbers are one. */
export const numberLimits = (numbers: readonly number[]): readonly Limit[] => {
  const sorted = numbers.toSorted((one, other) => one - other);
  if (sorted.length === 0) return [];
  const apart = [...new Set(sorted)];
  if (apart.length <= mostApart) return limitsBetween(apart);
  const limits = fifths.map((share) => limitAt(sorted, share)).filter(divides(sorted));
  return distinct(limits, sorted.every(Number.isInteger));
};

/** The same of how many days something is ago, at lengths of time that people say. */
export const daysLimits = (days: readonly number[]): readonly Limit[] => {
  const sorted = days.toSorted((one, other) => one - other);
  if (sorted.length === 0) return [];
  const limits = fifths.map((share): Limit => ({ at: saidDaysIn(rangeAt(sorted, share)) }));
  return distinct(limits.filter(divides(sorted)), true);
};

/** The band that a number belongs to: how many of the limits it has reached. */
export const bandOf = (limits: readonly Limit[], number: number): number =>
  limits.filter(({ at, isAbove }) => (isAbove ? number > at : number >= at)).length;

/** The operators that hold of the numbers of a band. */
export const bandOperators = (limits: readonly Limit[], band: number): Readonly<Record<string, number>> => {
  const [lower, upper] = [limits[band - 1], limits[band]];
  return {
    ...(lower && { [lower.isAbove ? 'gt' : 'gte']: lower.at }),
    ...(upper && { [upper.isAbove ? 'lte' : 'lt']: upper.at }),
  };
};

/** The operators that hold of instants of a band of days. */
export const daysOperators = (limits: readonly Limit[], band: number): Readonly<Record<string, string>> => {
  const [lower, upper] = [limits[band - 1], limits[band]];
  return {
    ...(lower && { olderThan: `P${lower.at}D` }),
    ...(upper && { newerThan: `P${upper.at}D` }),
  };
};
