import { expect, test } from 'vitest';
import { hour } from '#lib/core/members/change-counts.ts';
import { pastSizes } from '#lib/core/members/past-sizes.ts';
import { day } from '#lib/core/time/duration.ts';

const counts = [
  { hour: 0, entered: 5, exited: 0 },
  { hour: day, entered: 0, exited: 2 },
  { hour: 2 * day + hour, entered: 1, exited: 0 },
];

test('sizes are those before the hour of each instant, and last the present one', () => {
  expect(pastSizes(counts, 4, { from: 0, step: day, points: 4 })).toEqual([0, 5, 3, 4]);
  expect(pastSizes(counts, 4, { from: 0, step: day, points: 3 })).toEqual([0, 5, 4]);
});

test('a slip in the counts makes no size negative', () => {
  expect(pastSizes(counts, 0, { from: 0, step: day, points: 3 })).toEqual([0, 1, 0]);
  expect(pastSizes([], 7, { from: 0, step: day, points: 2 })).toEqual([7, 7]);
});
