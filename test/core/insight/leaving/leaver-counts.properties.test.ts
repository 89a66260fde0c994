import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance } from '#lib/core/engine/advance.ts';
import { apply } from '#lib/core/engine/apply.ts';
import { nextChanges } from '#lib/core/engine/next-changes.ts';
import { writeKept } from '#lib/core/insight/accumulator.ts';
import { daysCounted, leaverCounts } from '#lib/core/insight/leaving/leaver-counts.ts';
import type { Person } from '#lib/core/insight/person.ts';
import { customerKey } from '#lib/core/profile/person.ts';
import { emptyState, type CustomerState } from '#lib/core/profile/state.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { day } from '#lib/core/time/duration.ts';
import { formatInstant, parseInstant } from '#lib/core/time/instant.ts';
import { runs } from '#test/support/runs.ts';
import { purchase } from '../../profile/events.ts';

const purchased = { performed: 'PurchaseMade' } as const;

const catalogue = compile({
  currency: 'GBP',
  timeZone: 'Europe/London',
  segments: [
    { key: 'ever', when: purchased },
    { key: 'lately', when: { ...purchased, within: 'P10D' } },
    { key: 'between', when: { ...purchased, between: ['P10D', 'P5D'] } },
    { key: 'often', when: { ...purchased, within: 'P30D', times: { gte: 2 } } },
    { key: 'not-lately', when: { all: [{ segment: 'ever' }, { not: { segment: 'lately' } }] } },
    { key: 'constructor', when: { all: [{ segment: 'lately' }, { segment: 'often' }] } },
  ],
});
const keys = catalogue.source.segments.map(({ key }) => key);

const start = parseInstant('2027-03-01T00:00:00.000Z');
const hour = day / 24;

/** Somebody who bought on some days after the start, or in between, and has not been looked at since. */
const buyer = (...days: readonly number[]): Person => ({
  person: customerKey('ann'),
  state: days.reduce<CustomerState>(
    (before, at) => apply(catalogue, before, purchase({ at: formatInstant(start + at * day) })).state,
    emptyState,
  ),
});

const countedAt = (asOf: number, people: readonly Person[]) => {
  const { empty, add, result } = leaverCounts({ catalogue, asOf });
  return result(people.reduce(add, empty()));
};

/** By segment, the days on which somebody leaves, and how many. */
const daysOf = (asOf: number, ...people: readonly Person[]) =>
  Object.fromEntries(
    countedAt(asOf, people).segments.flatMap(({ key, leaving }) => {
      const days = leaving.flatMap((count, index) => (count > 0 ? [[index, count]] : []));
      return days.length > 0 ? [[key, Object.fromEntries(days) as Readonly<Record<string, number>>]] : [];
    }),
  );

const someDays = fc
  .uniqueArray(fc.integer({ min: 0, max: 40 * 24 }), { minLength: 1, maxLength: 4 })
  .map((hours) => hours.sort((one, other) => one - other).map((each) => each / 24));

describe('leaverCounts()', () => {
  test('counts each segment by the local day of the exit, of members alone', () => {
    expect(daysOf(start + 4 * day, buyer(0), buyer(0.5), buyer(3))).toEqual({ lately: { 6: 2, 9: 1 } });
  });

  test('knows the days of the zone', () => {
    // Summer time began on 28 March, so that half past eleven by UTC is of the next day from then on.
    const leaving = [26, 27].map((of) => daysOf(start + 25 * day, buyer(of + 23.5 / 24 - 10))['lately']);
    expect(leaving).toEqual([{ 1: 1 }, { 3: 1 }]);
  });

  test('says as of when it is, and has every segment', () => {
    const counts = countedAt(parseInstant('2027-06-01T23:30:00.000Z'), []);
    expect(counts).toMatchObject({ timeZone: 'Europe/London', firstDay: '2027-06-02', otherwiseDecided: 0 });
    expect(counts.segments.map(({ key, leaving }) => [key, leaving.length])).toEqual(
      keys.map((key) => [key, daysCounted]),
    );
  });

  test('reaches fifteen days, to the end of the last', () => {
    const often = [-0.1, 0].map((first) => daysOf(start + 15.5 * day, buyer(first, 1))['often']);
    expect(often).toEqual([{ 14: 1 }, undefined]);
  });

  test('of somebody whose review is overdue, counts what comes after the present', () => {
    // In it on days 5 to 10 and 12 to 17: the exit of day 10 is over, though nobody has looked since.
    expect(daysOf(start + 13 * day, buyer(0, 7))).toMatchObject({ between: { 4: 1 } });
    // Out of it for the present, and in it only later.
    expect(daysOf(start + 11 * day, buyer(0, 7))['between']).toBeUndefined();
  });

  test('says how many it leaves out, since another catalogue has decided them', () => {
    const { person, state } = buyer(0);
    const other = { person, state: { ...state, catalogue: 'another' } };
    expect(countedAt(start + 4 * day, [other, buyer(0)])).toMatchObject({ otherwiseDecided: 1 });
    expect(daysOf(start + 4 * day, other)).toEqual({});
  });

  test('finds what a forecast of each person finds', () => {
    fc.assert(
      fc.property(someDays, fc.integer({ min: 0, max: 45 * 24 }), (bought, hours) => {
        const asOf = start + Math.floor((bought.at(-1) ?? 0) * day) + hours * hour;
        const end = catalogue.calendar.startOf(catalogue.calendar.dayOf(asOf) + daysCounted);
        const { state } = advance(catalogue, buyer(...bought).state, asOf + 1);
        const expected = [...nextChanges(catalogue, state, keys)]
          .filter(([, { at, status }]) => status === 'exited' && at < end)
          .map(([key, { at }]) => [key, { [catalogue.calendar.dayOf(at) - catalogue.calendar.dayOf(asOf)]: 1 }]);
        expect(daysOf(asOf, buyer(...bought))).toEqual(Object.fromEntries(expected));
      }),
      runs(400),
    );
  });

  test('four parts merged are the whole, by the byte, in any order of people', () => {
    const asOf = start + 30 * day;
    const { empty, add, merge, result } = leaverCounts({ catalogue, asOf });
    const kept = (people: readonly Person[]) => people.reduce(add, empty());
    fc.assert(
      fc.property(fc.array(someDays, { maxLength: 20, size: 'max' }), (all) => {
        const people = all.map((each) => buyer(...each));
        const whole = writeKept(kept(people));
        const parts = [0, 1, 2, 3].map((part) => kept(people.filter((_, index) => index % 4 === part)));
        const written = parts.map((part) => JSON.parse(writeKept(part)) as typeof part);
        expect(writeKept(written.reduceRight(merge))).toBe(whole);
        expect(writeKept(kept(people.toReversed()))).toBe(whole);
        expect(result(JSON.parse(whole))).toEqual(countedAt(asOf, people));
      }),
      runs(100),
    );
  });
});
