import { describe, expect, test } from 'vitest';
import { rfmSquares, squareOf } from '#lib/core/insight/report/rfm-regions.ts';

const nameAt = (recency: number, frequency: number): string | undefined =>
  rfmSquares[squareOf(recency, frequency)]?.name;

describe('the grid of recency and frequency', () => {
  test('has 25 squares in eleven regions, each in its place', () => {
    expect(rfmSquares).toHaveLength(25);
    expect(new Set(rfmSquares.map(({ name }) => name)).size).toBe(11);
    expect(rfmSquares.map(({ recency, frequency }) => squareOf(recency, frequency))).toEqual([...rfmSquares.keys()]);
  });

  test.each([
    [5, 5, 'Champions'],
    [4, 4, 'Champions'],
    [5, 1, 'New'],
    [4, 1, 'Promising'],
    [5, 2, 'Potential loyalists'],
    [3, 1, 'About to sleep'],
    [3, 3, 'Need attention'],
    [3, 5, 'Loyal'],
    [2, 3, 'At risk'],
    [2, 4, 'Cannot lose'],
    [1, 5, 'Cannot lose'],
    [2, 1, 'Hibernating'],
    [1, 1, 'Lost'],
  ])('calls recency %i and frequency %i %s', (recency, frequency, name) => {
    expect(nameAt(recency, frequency)).toBe(name);
  });
});
