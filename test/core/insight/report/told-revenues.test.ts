import { describe, expect, test } from 'vitest';
import type { MembershipCounts } from '#lib/core/insight/report/membership-counts.ts';
import { toldRevenues } from '#lib/core/insight/report/told-revenues.ts';

/** Two segments of buyers. */
const counts = (buyers: readonly [number, number], both: number): MembershipCounts => ({
  sizes: [...buyers],
  buyers: [...buyers],
  revenue: [0, 0],
  both: [both],
  buyersOfBoth: [both],
});

const told = (buyers: readonly [number, number], both: number) => [
  ...toldRevenues(counts(buyers, both), { all: 112, minimum: 20 }),
];

describe('toldRevenues()', () => {
  test.each([
    { what: 'two segments that share nobody', buyers: [40, 30], both: 0, places: [0, 1] },
    { what: 'the same people twice', buyers: [40, 40], both: 40, places: [0, 1] },
    { what: 'everybody', buyers: [112, 40], both: 40, places: [0, 1] },
    { what: 'not a segment of few', buyers: [40, 19], both: 0, places: [0] },
    { what: 'nor one of all but few', buyers: [93, 40], both: 40, places: [1] },
    { what: 'not the later of two, one in the other, that differ by few', buyers: [79, 60], both: 60, places: [0] },
    { what: 'nor of two that exchange few', buyers: [50, 50], both: 41, places: [0] },
    { what: 'nor of two that are all but few together', buyers: [50, 43], both: 0, places: [0] },
    { what: 'both where as many as the minimum differ', buyers: [80, 60], both: 60, places: [0, 1] },
  ] as const)('tells $what', ({ buyers, both, places }) => {
    expect(told(buyers, both)).toEqual(places);
  });
});
