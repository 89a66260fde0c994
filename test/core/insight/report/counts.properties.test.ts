import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeKept, type Accumulator } from '#lib/core/insight/accumulator.ts';
import { paired } from '#lib/core/insight/paired.ts';
import type { Person } from '#lib/core/insight/person.ts';
import { foretoldCounts } from '#lib/core/insight/report/foretold-counts.ts';
import { membershipCounts } from '#lib/core/insight/report/membership-counts.ts';
import { rfmCounts } from '#lib/core/insight/report/rfm-counts.ts';
import { salesCounts } from '#lib/core/insight/report/sales-counts.ts';
import { shopCounts } from '#lib/core/insight/report/shop-counts.ts';
import type { PersonCourses } from '#lib/core/insight/metrics/segment-flows.ts';
import { customerKey, visitorKey } from '#lib/core/profile/person.ts';
import { emptyState, type OrdersState } from '#lib/core/profile/state.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { day } from '#lib/core/time/duration.ts';
import { predictionModel } from '#test/support/prediction-model.ts';
import { runs } from '#test/support/runs.ts';

const firstDay = 20_000;
const now = (firstDay + 400) * day;

/** Minor units, some of which a sum of doubles would lose. */
const amount = fc.oneof(fc.integer({ min: 0, max: 100_000 }), fc.constant(2 ** 53 - 1));

const orders: fc.Arbitrary<OrdersState> = fc
  .record({
    days: fc.uniqueArray(fc.integer({ min: 0, max: 399 }), { minLength: 1, maxLength: 6 }),
    gross: amount,
    refunded: amount,
  })
  .map(({ days, gross, refunded }) => {
    const sorted = days.map((each) => firstDay + each).sort((one, other) => one - other);
    const at = (place: number): number => ((sorted.at(place) as number) + 1 / 2) * day;
    return { count: days.length, discounted: 0, gross, refunded, firstAt: at(0), lastAt: at(-1), days: sorted };
  });

const person: fc.Arbitrary<Person> = fc
  .record({
    id: fc.integer({ min: 0, max: 1e6 }),
    isVisitor: fc.boolean(),
    clock: fc.integer({ min: 0, max: now }),
    orders: fc.option(orders, { nil: undefined }),
    segments: fc.subarray(['gold', 'new', 'gone', 'of an older catalogue']),
  })
  .map(({ id, isVisitor, clock, segments, orders: own }) => ({
    person: isVisitor ? visitorKey(`v${id}`) : customerKey(`c${id}`),
    state: {
      ...emptyState,
      clock,
      memberships: Object.fromEntries(segments.map((key) => [key, clock])),
      profile: { given: {}, tallies: {}, firstSeenAt: clock - 5, lastSeenAt: clock, ...(own && { orders: own }) },
    },
  }));

const sale = fc.record({
  at: fc.integer({ min: 0, max: 90 }).map((days) => (firstDay + days) * day),
  since: fc.constant(-Infinity),
  amount,
  isOrder: fc.boolean(),
});

const courses: fc.Arbitrary<PersonCourses> = fc
  .array(sale, { maxLength: 6 })
  .map((sales) => [{ memberships: new Map(), moods: [], sales }]);

const periods = [0, 30, 60].map((from) => ({
  before: (firstDay + from - 30) * day,
  from: (firstDay + from) * day,
  to: (firstDay + from + 30) * day,
}));

const { shown } = compile({ currency: 'GBP', predict: predictionModel, segments: [] });
const thresholds = { recencyDays: [30, 60, 120, 240], frequency: [2, 3, 4, 5], monetary: [1, 2, 3, 4] };

/** What is kept of inputs, and of them in other orders and parts: all texts must be one. */
const writtenOf = <Input, Kept, Result>(
  { empty, add, merge }: Accumulator<Input, Kept, Result>,
  inputs: readonly Input[],
) => {
  const kept = (some: readonly Input[]) => some.reduce(add, empty());
  const parts = [0, 1, 2, 3].map((part) => writeKept(kept(inputs.filter((_, index) => index % 4 === part))));
  return {
    whole: writeKept(kept(inputs)),
    reversed: writeKept(kept(inputs.toReversed())),
    merged: writeKept(parts.map((part) => JSON.parse(part) as Kept).reduceRight(merge)),
  };
};

/** Draws inputs until the texts differ. */
const differing = <Input, Kept, Result>(input: fc.Arbitrary<Input>, accumulator: Accumulator<Input, Kept, Result>) =>
  fc.check(
    fc.property(fc.array(input, { maxLength: 30, size: 'max' }), (inputs) => {
      const { whole, ...others } = writtenOf(accumulator, inputs);
      expect(others).toEqual({ reversed: whole, merged: whole });
    }),
    runs(200),
  ).counterexample;

const readShown = (path: string, state: Person['state'], at: number): unknown => shown.get(path)?.valueAt(state, at);

describe('of four parts merged, by the byte and in any order, the whole is', () => {
  test('shopCounts', () => {
    expect(differing(person, shopCounts)).toBeNull();
  });

  test('membershipCounts', () => {
    expect(differing(person, membershipCounts(['gold', 'new', 'gone']))).toBeNull();
  });

  test('rfmCounts', () => {
    expect(differing(person, rfmCounts({ thresholds, now }))).toBeNull();
  });

  test('foretoldCounts', () => {
    expect(differing(person, foretoldCounts({ read: readShown, now }))).toBeNull();
  });

  test('salesCounts', () => {
    expect(differing(courses, salesCounts(periods))).toBeNull();
  });

  test('two of them in one pass', () => {
    expect(differing(person, paired(shopCounts, membershipCounts(['gold', 'new'])))).toBeNull();
  });
});
