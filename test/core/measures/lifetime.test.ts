import { describe, expect, test } from 'vitest';
import { keptDistinct } from '#lib/core/measures/distinct.ts';
import type { Operators } from '#lib/core/segments/language/operators.ts';
import { measured, stateWith } from './measured.ts';

const visits = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    type: 'VisitMade' as const,
    detail: {
      eventId: `e${index}`,
      customerId: 'ann',
      occurredAt: '2027-01-01T00:00:00Z',
      action: 'page' as const,
      device: `a${index}`,
    },
  }));

const compared = (is: Operators) => measured({ performed: 'VisitMade', uniqueCount: 'device', is });

describe('a lifetime number of different values', () => {
  test.each([
    [{ gte: 10_000 }, 9_999, false],
    [{ gte: 10_000 }, 10_000, true],
    [{ eq: 10_000 }, 10_000, true],
    [{ gt: 10_000 }, 10_000, false],
    [{ lt: 3 }, 2, true],
    [{ lt: 3 }, 3, false],
  ])('is compared by %j exactly after %i', (is, count, expected) => {
    const { measure, leaf } = compared(is);
    let state: Parameters<typeof measure.fold>[0];
    for (const event of visits(count)) state = measure.fold(state, { event, t: 0, clock: 0 });
    expect(leaf.holds(stateWith(measure, state), 0)).toBe(expected);
  });

  test('keeps no more than comparisons need', () => {
    const { measure } = compared({ gte: 3 });
    let state: Parameters<typeof measure.fold>[0];
    for (const event of visits(50)) state = measure.fold(state, { event, t: 0, clock: 0 });
    expect(keptDistinct(state as string)).toBe(4);
  });
});
