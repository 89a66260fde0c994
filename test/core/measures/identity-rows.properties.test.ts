import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newestTime } from '#lib/core/measures/identity-rows.ts';
import type { Row, Rows } from '#lib/core/measures/window.ts';
import { runs } from '#test/support/runs.ts';

/** The values of some events, each event with one time. */
const events = fc.array(
  fc
    .tuple(fc.nat({ max: 5 }), fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 }))
    .map(([t, values]): Rows => values.toSorted().map((value) => [t, value])),
  { maxLength: 8 },
);

const byTimeAndValue = ([t, value]: Row, [other, otherValue]: Row): number =>
  t - other || (String(value) < String(otherValue) ? -1 : 1);

test('newestTime() keeps each value once, with its newest time, in order', () => {
  fc.assert(
    fc.property(events, (added) => {
      const newest = new Map<unknown, number>();
      for (const [t, value] of added.flat()) newest.set(value, Math.max(t, newest.get(value) ?? -Infinity));
      const expected = [...newest].map(([value, t]): Row => [t, value]).sort(byTimeAndValue);
      expect(added.reduce(newestTime, [])).toEqual(expected);
    }),
    runs(300),
  );
});
