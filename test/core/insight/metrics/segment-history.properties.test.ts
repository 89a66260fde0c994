import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeKept } from '#lib/core/insight/accumulator.ts';
import type { Course } from '#lib/core/insight/metrics/course.ts';
import { segmentHistoryOf } from '#lib/core/insight/metrics/segment-history.ts';
import type { PersonCourses } from '#lib/core/insight/metrics/segment-flows.ts';
import { day } from '#lib/core/time/duration.ts';
import { runs } from '#test/support/runs.ts';

const week = 7 * day;
const to = 20_000 * day;

const instant = fc.integer({ min: -14, max: 100 }).map((days) => to - days * day);

const inOrder = <Timed extends { readonly at: number }>(timed: fc.Arbitrary<Timed>): fc.Arbitrary<readonly Timed[]> =>
  fc.array(timed, { maxLength: 5 }).map((all) => all.sort((one, other) => one.at - other.at));

/** Entries and exits in turn. */
const steps = fc
  .uniqueArray(instant, { minLength: 1, maxLength: 5 })
  .map((instants) => instants.sort((one, other) => one - other).map((at, index) => ({ at, isIn: index % 2 === 0 })));

const arbitraryCourse: fc.Arbitrary<Course> = fc.record({
  memberships: fc
    .dictionary(fc.constantFrom('gold', 'new', 'gone'), steps)
    .map((bySegment) => new Map(Object.entries(bySegment))),
  sales: inOrder(
    fc.record({ at: instant, since: fc.constantFrom(-Infinity, to), amount: fc.integer(), isOrder: fc.boolean() }),
  ),
  moods: inOrder(fc.record({ at: instant, mean: fc.constantFrom(0, 0.1, 1 / 3, 0.7, 1) })),
});

/** Mostly of a customer alone, sometimes with a visitor's. */
const arbitraryPerson: fc.Arbitrary<PersonCourses> = fc.array(arbitraryCourse, { minLength: 1, maxLength: 2 });

test('segmentHistoryOf four parts merged is that of the whole, by the byte, in any order of people', () => {
  const periods = [3, 2, 1, 0].map((back) => {
    const end = to - back * week;
    return { before: end - 2 * week, from: end - week, to: end };
  });
  const accumulator = segmentHistoryOf({ segments: ['gold', 'new', 'other'], minimum: 5, periods });
  const kept = (people: readonly PersonCourses[]) => people.reduce(accumulator.add, accumulator.empty());
  fc.assert(
    fc.property(fc.array(arbitraryPerson, { maxLength: 30, size: 'max' }), (people) => {
      const whole = writeKept(kept(people));
      const parts = [0, 1, 2, 3].map((part) => kept(people.filter((_, index) => index % 4 === part)));
      const written = parts.map((part) => JSON.parse(writeKept(part)) as typeof part);
      expect(writeKept(written.reduceRight(accumulator.merge))).toBe(whole);
      expect(writeKept(kept(people.toReversed()))).toBe(whole);
      expect(accumulator.result(JSON.parse(whole))).toEqual(accumulator.result(kept(people)));
    }),
    runs(200),
  );
});
