import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDay, daysIn, daySetOf, mergeDays, noDays, type DaySet } from '#lib/core/profile/day-set.ts';

const days = fc.array(
  fc.integer({ min: 0, max: 40 }).map((day) => 20_000 + day),
  { maxLength: 30 },
);
const added = (all: readonly number[]): DaySet => all.reduce(addDay, noDays);

describe('a set of days', () => {
  test('keeps the first day, and of each other the distance', () => {
    expect(added([20_003, 20_000, 20_010, 20_003])).toEqual([20_000, 3, 7]);
    expect(daysIn([20_000, 3, 7])).toEqual([20_000, 20_003, 20_010]);
  });

  test('is the same in whatever order its days come, and merged from any two parts', () => {
    fc.assert(
      fc.property(days, days, (one, other) => {
        const expected = daySetOf([...one, ...other]);
        expect(added([...one, ...other])).toEqual(expected);
        expect(added([...one, ...other].toReversed())).toEqual(expected);
        expect(mergeDays(added(one), added(other))).toEqual(expected);
        expect(daysIn(expected)).toEqual([...new Set([...one, ...other])].toSorted((a, b) => a - b));
      }),
    );
  });

  test('stays the same object where a day is known', () => {
    const set = added([20_000, 20_005]);
    expect(addDay(set, 20_005)).toBe(set);
    expect(addDay(set, 20_000)).toBe(set);
  });
});
