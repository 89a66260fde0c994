import { unitOf, type Subject } from './subject.ts';
import { firstWhere } from './tolerance.ts';

export type Span = readonly [from: number, to: number];

type Curve = (instant: number) => number;

export const inOrder = (instants: readonly number[]): number[] => [...new Set(instants)].toSorted((a, b) => a - b);

/** In how many steps the silence so far is gone through again, or at its beginning, the time in which it begins to tell. */
const steps = 20;

/** Below it lies nothing but what two implementations may differ by. */
const visible = 1e-13;

/** How far an eye that looks back goes on, from an instant, to see a curve turn but once between three instants. */
const stepFrom = (subject: Subject, instant: number): number => {
  const { model, bought } = subject;
  const { k, r, alpha } = model.orders;
  const early = (unitOf(subject) * alpha + bought.lastAt - bought.firstAt) / (r + k * bought.repeats + 1);
  return Math.max(1, Math.floor((instant - bought.lastAt + early) / steps));
};

/** The instants at which a curve is looked at, the same for any span: from one step before `from` to one step after `to`. */
export const instantsIn = (subject: Subject, [from, to]: Span): number[] => {
  const { lastAt } = subject.bought;
  const second = stepFrom(subject, lastAt);
  const instants = [lastAt, ...[64, 32, 16, 8, 4, 2].map((part) => lastAt + Math.floor(second / part))];
  let now = lastAt + second;
  for (; now < to; now += stepFrom(subject, now)) instants.push(now);
  const all = inOrder([...instants, now, now + stepFrom(subject, now)]);
  const begun = all.findLastIndex((instant) => instant <= from);
  return all.slice(Math.max(0, begun - 1));
};

/** The instant between two at which a curve that turns but once is highest, or with -1 lowest. */
const extremeIn = (curve: Curve, [from, to]: Span, sign: 1 | -1): number => {
  let [low, high] = [from, to];
  while (high - low > 2) {
    const third = Math.floor((high - low) / 3);
    if (sign * curve(low + third) < sign * curve(high - third)) low += third;
    else high -= third;
  }
  return Math.floor((low + high) / 2);
};

/** Whether the middle one of three values is the highest, 1, the lowest, -1, or neither, to anybody. */
const standOut = ([before = 0, value = 0, after = 0]: readonly number[]): 1 | 0 | -1 => {
  const differences = [value - before, value - after];
  if (Math.max(...differences.map(Math.abs)) <= visible * Math.max(1, Math.abs(value))) return 0;
  if (differences.every((difference) => difference >= 0)) return 1;
  return differences.every((difference) => difference <= 0) ? -1 : 0;
};

/** Where a curve turns between the instants that it was looked at. */
export const turnsOf = (curve: Curve, instants: readonly number[]): number[] => {
  const values = instants.map(curve);
  return instants.slice(2).flatMap((to, index) => {
    const sign = standOut(values.slice(index, index + 3));
    return sign === 0 ? [] : [extremeIn(curve, [instants[index] ?? to, to], sign)];
  });
};

/** The first instants of a new truth, of which there is at most one between two neighbours. */
export const turnedIn = (holds: (instant: number) => boolean, instants: readonly number[]): number[] => {
  const truths = instants.map(holds);
  return instants.slice(1).flatMap((to, index) => {
    const [before, after] = truths.slice(index, index + 2);
    return before === after ? [] : [firstWhere((instant) => holds(instant) === after, instants[index] ?? to, to)];
  });
};
