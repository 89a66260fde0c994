import { describe, expect, test } from 'vitest';
import { toldQuality } from '#lib/core/insight/report/told-quality.ts';
import { qualityOfModel } from './quality-of-model.ts';

const rounded = (value: number): number => Number(value.toFixed(12));

const groups = (customers: number | undefined, minimum: number) =>
  toldQuality({ ...qualityOfModel, ...(customers !== undefined && { customers }) }, minimum)?.calibration.map(
    ({ expected, seen }) => [rounded(expected), rounded(seen)],
  );

describe('toldQuality()', () => {
  test('tells tenths where each has the minimum of customers', () => {
    expect(groups(200, 20)).toEqual(qualityOfModel.calibration.map(({ expected, seen }) => [expected, seen]));
  });

  test.each([
    [
      199,
      20,
      [
        [0.1, 0.05],
        [0.3, 0.25],
        [0.5, 0.45],
        [0.7, 0.65],
        [0.9, 0.85],
      ],
    ],
    [
      76,
      20,
      [
        [0.15, 0.1],
        [0.45, 0.4],
        [0.8, 0.75],
      ],
    ],
    [39, 20, [[0.5, 0.45]]],
  ])('joins the tenths of %i customers so that none tells of fewer than %i', (measured, minimum, told) => {
    expect(groups(measured, minimum)).toEqual(told);
  });

  test('tells nothing of a model that was measured on fewer', () => {
    expect(groups(19, 20)).toBeUndefined();
  });

  test('tells no groups where it is not known on how many', () => {
    expect(groups(undefined, 20)).toEqual([]);
  });
});
