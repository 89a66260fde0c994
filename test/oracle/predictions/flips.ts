import type { Catalogue, Operators } from '../catalogue.ts';
import { readDuration } from '../instants.ts';
import { subjectIn, type Known } from '../traits.ts';
import { inOrder, instantsIn, turnedIn, turnsOf, type Span } from './curves.ts';
import { nextOrderOf } from './next-order.ts';
import type { Subject } from './subject.ts';
import { toleranceOf, type Flip } from './tolerance.ts';
import { objectsIn, watchedIn, type Watched } from './watched.ts';

const isWithin =
  ([from, to]: Span) =>
  ({ at }: { readonly at: number }): boolean =>
    at > from && at <= to;

const flipsOf = (watched: Watched, subject: Subject, span: Span): Flip[] => {
  const { valueAt, predictionAt, poles, turning } = watched;
  const seen = instantsIn(subject, span);
  const instants = inOrder([...seen, ...turnsOf(predictionAt, seen)]);
  const parted = poles.flatMap((isBeyond) => turnedIn(isBeyond, instants));
  const all = inOrder([...instants, ...parted, ...parted.map((at) => at - 1)]);
  return turning
    .flatMap((holds) => turnedIn(holds, all))
    .filter((at) => isWithin(span)({ at }))
    .map((at) => {
      // A value that is divided by a prediction moves far more than that does.
      const both = [valueAt, predictionAt].map((curve) => toleranceOf(at, curve, subject.bought.lastAt));
      return { at, from: Math.min(...both.map(({ from }) => from)), to: Math.max(...both.map(({ to }) => to)) };
    });
};

/** From the next order to the instants at which operators on it turn. */
const distancesIn = (node: object): number[] => {
  if (!('trait' in node && 'is' in node) || node.trait !== 'predicted.nextOrderAt') return [];
  const { olderThan, newerThan, comingWithin }: Operators = Object(node.is);
  const after = [olderThan, newerThan].filter((length) => typeof length === 'string');
  return [...after.map(readDuration), ...(comingWithin === undefined ? [] : [-readDuration(comingWithin)])];
};

/** When the next order is overdue, and when that is so far away or ago as a condition asks for. */
const nextOrderFlips = (catalogue: Catalogue, subject: Subject): Flip[] => {
  const next = nextOrderOf(subject);
  if (next === undefined) return [];
  const away = objectsIn(catalogue.segments).flatMap(distancesIn);
  return [0, ...away].map((by) => ({ at: next.at + by, from: next.from + by, to: next.to + by }));
};

/** Every flip after the first instant and no later than the second of a comparison with a prediction. */
export const flipsIn = (catalogue: Catalogue, known: Known, span: Span): Flip[] => {
  const subject = subjectIn(known.facts, catalogue);
  if (subject === undefined) return [];
  const ofNumbers = watchedIn(catalogue, known).flatMap((watched) => flipsOf(watched, subject, span));
  return [...ofNumbers, ...nextOrderFlips(catalogue, subject)].filter(isWithin(span));
};
