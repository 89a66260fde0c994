import { lifeOf } from './biography.ts';
import { delayed, farewell, misfits, repeated, sharedTablet, untilForgotten, type TimedLine } from './mishaps.ts';
import { makePerson } from './person.ts';
import { randomFrom } from './random.ts';
import { lineOf } from './shop-event.ts';

const people = 500;

const byArrival = (one: TimedLine, other: TimedLine): number => one.arrivedAt - other.arrivedAt;

/**
 * The year of a small shop, from 1 November 2025 to 31 October 2026, as lines of a file of events in order of their
 * arrival: five hundred people of five personas, and the usual mishaps. The same seed makes the same lines.
 */
export const shopYear = (seed: number): readonly string[] => {
  const random = randomFrom(seed);
  const lives = Array.from({ length: people }, (_, index) => {
    const person = makePerson(random, index + 1);
    return untilForgotten(person, lifeOf(random, person));
  });
  const lines = delayed(random, lives.flat()).map((event, index): TimedLine => ({
    arrivedAt: event.arrivedAt,
    line: lineOf(event, `e-${index + 1}`),
  }));
  const all = [
    ...lines,
    ...lines.flatMap((line) => repeated(random, line)),
    ...misfits(),
    ...farewell(),
    ...sharedTablet(),
  ];
  return all.sort(byArrival).map(({ line }) => line);
};
