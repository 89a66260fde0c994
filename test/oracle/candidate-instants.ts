import type { Catalogue } from './catalogue.ts';
import type { Fact } from './facts.ts';
import { birthdayIn, day, readDuration, yearOf } from './instants.ts';
import { valuesAt } from './paths.ts';

/** Every duration that stands anywhere in a condition, in milliseconds. */
const durationsIn = (node: unknown): number[] => {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) =>
    ['within', 'for', 'olderThan', 'newerThan'].includes(name) && typeof value === 'string'
      ? [readDuration(value)]
      : durationsIn(value),
  );
};

const birthdays = ({ detail }: Fact, from: number, to: number): number[] => {
  const birthDate = valuesAt(detail, ['traits', 'demographic', 'birthDate'])[0];
  const birthYear = valuesAt(detail, ['traits', 'demographic', 'birthYear'])[0];
  const years = Array.from({ length: yearOf(to) - yearOf(from) + 1 }, (_, index) => yearOf(from) + index);
  return [
    ...(typeof birthDate === 'string' ? years.map((year) => birthdayIn(birthDate, year)) : []),
    ...(typeof birthYear === 'number' ? years.map((year) => Date.UTC(year, 0, 1)) : []),
  ];
};

/** Every instant after `from` and no later than `to` at which time alone could change a membership, oldest first. */
export const candidateInstants = (
  catalogue: Catalogue,
  facts: readonly Fact[],
  [from, to]: readonly [number, number],
): number[] => {
  if (facts.length === 0 || to <= from) return [];
  const conditions = catalogue.segments.map(({ when }) => when);
  const durations = [
    ...durationsIn(conditions),
    ...(catalogue.rfm?.recencyDays ?? []).map((days) => Math.ceil(days * day)),
  ];
  const instants = facts.flatMap((fact) => [
    ...durations.map((duration) => fact.t + duration),
    ...birthdays(fact, from, to),
  ]);
  return [...new Set(instants)].filter((instant) => from < instant && instant <= to).toSorted((a, b) => a - b);
};
