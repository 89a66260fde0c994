import { formatInstant, type Instant } from '../../time/instant.ts';
import type { Accumulator } from '../accumulator.ts';
import type { MetricTerms } from './count-course.ts';
import type { Course } from './course.ts';
import { isInBefore } from './membership-step.ts';
import type { Period } from './metric-periods.ts';

/**
 * How many people went from one segment to another within a period: they were in `from` and not in `to` at its beginning, and
 * in `to` and not in `from` at its end. Between segments that nobody is in two of, that is everybody who was in the one at
 * the beginning and in the other at the end.
 */
export interface Flow {
  /** Null where they left none of the segments. */
  readonly from: string | null;
  /** Null where they entered none of the segments. */
  readonly to: string | null;
  readonly people: number;
}

/** The flows of one period, as plain JSON. */
export interface PeriodFlows {
  readonly from: string;
  readonly to: string;
  /** Only those that somebody took. */
  readonly flows: readonly Flow[];
}

/** The courses of one person: the customer's own, and those of their visitors until they were linked. */
export type PersonCourses = readonly Course[];

const isIn = (courses: PersonCourses, key: string, instant: Instant): boolean =>
  courses.some(({ memberships }) => isInBefore(memberships.get(key) ?? [], instant));

/** The places of the segments that a person has left at the end of a period, and of those that they have entered. */
const turnover = (segments: readonly string[], courses: PersonCourses, { from, to }: Period) => {
  const [left, entered]: [number[], number[]] = [[], []];
  for (const [place, key] of segments.entries()) {
    if (!courses.some(({ memberships }) => memberships.has(key))) continue;
    const [before, after] = [isIn(courses, key, from), isIn(courses, key, to)];
    if (before && !after) left.push(place);
    if (after && !before) entered.push(place);
  }
  return { left, entered };
};

const orOutside = (places: readonly number[], outside: number): readonly number[] =>
  places.length === 0 ? [outside] : places;

/** Whether a person entered or left anything: most people do so in few periods. */
const changesWithin = (courses: PersonCourses, { from, to }: Period): boolean =>
  courses.some(({ memberships }) =>
    [...memberships.values()].some((steps) => steps.some(({ at }) => from <= at && at < to)),
  );

/** The ends of a flow: every segment, and last those who come from nowhere or go nowhere. */
const endsOf = ({ segments }: MetricTerms): readonly (string | null)[] => [...segments, null];

/** The cells in which a person's ways through a period are counted: its place among the periods, then the end left, then the one entered. */
const cellsOf = (terms: MetricTerms, place: number, courses: PersonCourses): readonly number[] => {
  const { segments, periods } = terms;
  const period = periods[place] as Period;
  if (!changesWithin(courses, period)) return [];
  const { left, entered } = turnover(segments, courses, period);
  if (left.length === 0 && entered.length === 0) return [];
  const ends = segments.length + 1;
  return orOutside(left, segments.length).flatMap((from) =>
    orOutside(entered, segments.length).map((to) => (place * ends + from) * ends + to),
  );
};

const flowsIn = (terms: MetricTerms, place: number, kept: readonly number[]): readonly Flow[] => {
  const ends = endsOf(terms);
  const first = place * ends.length ** 2;
  return ends.flatMap((from, one) =>
    ends.flatMap((to, other) => {
      const people = kept[first + one * ends.length + other] ?? 0;
      return people > 0 ? [{ from, to, people }] : [];
    }),
  );
};

/** Counts the ways that people take between segments, period by period. */
export const segmentFlows = (terms: MetricTerms): Accumulator<PersonCourses, number[], readonly PeriodFlows[]> => ({
  empty: () => Array.from({ length: terms.periods.length * endsOf(terms).length ** 2 }, () => 0),
  add: (kept, courses) => {
    for (const place of terms.periods.keys()) {
      for (const cell of cellsOf(terms, place, courses)) kept[cell] = (kept[cell] ?? 0) + 1;
    }
    return kept;
  },
  merge: (one, other) => one.map((people, cell) => people + (other[cell] ?? 0)),
  result: (kept) =>
    terms.periods.map(({ from, to }, place) => ({
      from: formatInstant(from),
      to: formatInstant(to),
      flows: flowsIn(terms, place, kept),
    })),
});
