import type { Operators } from './catalogue.ts';
import { dayInYear, momentOf, readDate, yearOf } from './dates.ts';
import { compareText } from './facts.ts';
import { day, isDate, readDuration } from './instants.ts';
import type { Zone } from './zone.ts';

/** When a trait is looked at: what is not there in `where` and in the `is` of an aggregate. */
export interface Moment {
  readonly now: number;
  readonly zone: Zone;
  readonly traitAt: (path: string) => unknown;
}

/** Below, at or above 0 between two numbers or two strings; NaN, which no comparison holds for, between others. */
const compared = (value: unknown, operand: unknown): number => {
  if (typeof value === 'number' && typeof operand === 'number') return value - operand;
  return typeof value === 'string' && typeof operand === 'string' ? compareText(value, operand) : Number.NaN;
};

const includes = (list: unknown, element: unknown): boolean => Array.isArray(list) && list.includes(element);

const bothText = (value: unknown, operand: unknown, holds: (text: string, part: string) => boolean): boolean =>
  typeof value === 'string' && typeof operand === 'string' && holds(value, operand);

/** Milliseconds of a duration, or of `times` as many days as a trait says; NaN where that is no number. */
const lengthOf = (operand: unknown, { traitAt }: Moment): number => {
  if (typeof operand === 'string') return readDuration(operand);
  const { times, days }: { times: number; days: string } = Object(operand);
  const trait = traitAt(days);
  return typeof trait === 'number' ? Math.round(times * trait * day) : Number.NaN;
};

interface Span {
  readonly from: number;
  readonly before: number;
}

/** The anniversaries of a date or an instant near `now`, each with so long before it, up to the end of its local day. */
const anniversarySpans = (value: unknown, length: number, { now, zone }: Moment): Span[] => {
  const instant = momentOf(zone, value);
  if (instant === undefined) return [];
  const date = isDate(value) ? readDate(value) : zone.dateAt(instant);
  const thisYear = yearOf(zone.dateAt(now));
  return [thisYear - 1, thisYear, thisYear + 1, thisYear + 2]
    .filter((year) => year > yearOf(date))
    .map((year) => dayInYear(date, year))
    .map((anniversary) => ({ from: zone.startOf(anniversary) - length, before: zone.startOf(anniversary + 1) }));
};

/** By the name of an operator on time that passes, the instants at which it could turn for a trait of this value. */
export const turningInstants = (value: unknown, is: Operators, moment: Moment): number[] => {
  const instant = momentOf(moment.zone, value);
  if (instant === undefined) return [];
  const { olderThan, newerThan, comingWithin, anniversaryIn } = is;
  const ages = [olderThan, newerThan].filter((operand) => operand !== undefined);
  return [
    ...ages.map((operand) => instant + lengthOf(operand, moment)),
    ...(comingWithin === undefined ? [] : [instant - readDuration(comingWithin), instant]),
    ...(anniversaryIn === undefined
      ? []
      : anniversarySpans(value, readDuration(anniversaryIn), moment).flatMap(({ from, before }) => [from, before])),
  ];
};

/** Without letter case and accents. */
export const folded = (value: unknown): unknown =>
  typeof value === 'string'
    ? value.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ς', 'σ')
    : value;

const foldedAll = (value: unknown): unknown =>
  Array.isArray(value) ? value.map((element: unknown) => folded(element)) : folded(value);

type Operator = (value: unknown, operand: unknown) => boolean;

const operators: Record<string, Operator> = {
  eq: (value, operand) => value === operand,
  ne: (value, operand) => value !== operand,
  gt: (value, operand) => compared(value, operand) > 0,
  gte: (value, operand) => compared(value, operand) >= 0,
  lt: (value, operand) => compared(value, operand) < 0,
  lte: (value, operand) => compared(value, operand) <= 0,
  in: (value, operand) => includes(operand, value),
  notIn: (value, operand) => !includes(operand, value),
  contains: (value, operand) =>
    includes(value, operand) || bothText(value, operand, (text, part) => text.includes(part)),
  startsWith: (value, operand) => bothText(value, operand, (text, part) => text.startsWith(part)),
  endsWith: (value, operand) => bothText(value, operand, (text, part) => text.endsWith(part)),
  exists: (_value, operand) => operand === true,
};

/** Operators on the time between a trait and `now`. */
const timeOperators: Record<string, (value: unknown, operand: unknown, moment: Moment) => boolean> = {
  olderThan: (value, operand, moment) =>
    moment.now - (momentOf(moment.zone, value) ?? Number.NaN) >= lengthOf(operand, moment),
  newerThan: (value, operand, moment) =>
    moment.now - (momentOf(moment.zone, value) ?? Number.NaN) < lengthOf(operand, moment),
  comingWithin: (value, operand, moment) => {
    const left = (momentOf(moment.zone, value) ?? Number.NaN) - moment.now;
    return left > 0 && left <= readDuration(String(operand));
  },
  anniversaryIn: (value, operand, moment) =>
    anniversarySpans(value, readDuration(String(operand)), moment).some(
      ({ from, before }) => from <= moment.now && moment.now < before,
    ),
};

const comparisons = new Set(['eq', 'ne', 'gt', 'gte', 'lt', 'lte']);
const foldable = new Set(['eq', 'ne', 'in', 'notIn', 'contains', 'startsWith', 'endsWith']);

/** Both sides of an operator as they are compared: as instants, without case and accents, or as they are written. */
const sidesOf = (
  name: string,
  sides: readonly [unknown, unknown],
  { fold, zone }: { readonly fold: boolean; readonly zone: Zone | undefined },
): readonly [unknown, unknown] => {
  if (zone !== undefined && comparisons.has(name)) {
    const [one, other] = [momentOf(zone, sides[0]), momentOf(zone, sides[1])];
    if (one !== undefined && other !== undefined) return [one, other];
  }
  return fold && foldable.has(name) ? [foldedAll(sides[0]), foldedAll(sides[1])] : sides;
};

/** Whether a value is there: an empty list is not. */
export const isThere = (value: unknown): boolean =>
  value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);

/**
 * Whether a value, or undefined for none, meets every operator.
 *
 * @param moment - where the value is a trait's; without it, instants are compared as they are written.
 */
export const meets = (value: unknown, { fold, ...is }: Operators, moment?: Moment): boolean =>
  Object.entries(is).every(([name, operand]: [string, unknown]) => {
    if (!isThere(value)) return name === 'exists' && operand === false;
    const overTime = timeOperators[name];
    if (overTime !== undefined) return moment !== undefined && overTime(value, operand, moment);
    const [one, other] = sidesOf(name, [value, operand], { fold: fold === true, zone: moment?.zone });
    return operators[name]?.(one, other) === true;
  });
