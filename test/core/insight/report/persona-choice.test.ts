import { describe, expect, test } from 'vitest';
import type { Person } from '#lib/core/insight/person.ts';
import { membershipCounts } from '#lib/core/insight/report/membership-counts.ts';
import { choosePersonas } from '#lib/core/insight/report/persona-choice.ts';
import { customerKey } from '#lib/core/profile/person.ts';
import { emptyState } from '#lib/core/profile/state.ts';

/** People from one number to another are in a segment. */
type Segments = Readonly<Record<string, readonly [from: number, to: number]>>;

/** Of 400 people, each has spent what `revenueOf` says. */
const chosen = (segments: Segments, revenueOf: (index: number) => number = () => 10): readonly string[] => {
  const keys = Object.keys(segments);
  const people = Array.from({ length: 400 }, (_, index): Person => {
    const own = keys.filter((key) => {
      const [from, to] = segments[key] as readonly [number, number];
      return from <= index && index < to;
    });
    const orders = { count: 1, discounted: 0, gross: revenueOf(index), refunded: 0 };
    return {
      person: customerKey(`c${index}`),
      state: {
        ...emptyState,
        memberships: Object.fromEntries(own.map((key) => [key, 0])),
        profile: { given: {}, tallies: {}, orders },
      },
    };
  });
  const { empty, add } = membershipCounts(keys);
  return choosePersonas(people.reduce(add, empty()), { places: [...keys.keys()], people: 400, minimum: 20 }).map(
    (place) => keys[place] ?? '',
  );
};

describe('choosePersonas()', () => {
  test('takes the segments of most revenue, three at most', () => {
    const four: Segments = { a: [0, 50], b: [50, 150], c: [150, 210], d: [210, 290] };
    expect(chosen(four)).toEqual(['b', 'd', 'c']);
    expect(chosen(four, (index) => (index < 50 ? 1000 : 10))).toEqual(['a', 'b', 'd']);
  });

  test('leaves out what is too small, and what holds more than two fifths of everybody', () => {
    expect(chosen({ small: [0, 19], least: [0, 20], large: [100, 260], most: [50, 211] })).toEqual(['large', 'least']);
  });

  test('leaves out what shares more than a quarter of the smaller one', () => {
    expect(chosen({ large: [0, 100], within: [80, 160], beside: [74, 174] })).toEqual(['large', 'within']);
    expect(chosen({ large: [0, 100], inside: [0, 50] })).toEqual(['large']);
  });

  test('leaves out those who have brought nothing', () => {
    expect(chosen({ lookers: [0, 100] }, () => 0)).toEqual([]);
  });
});
