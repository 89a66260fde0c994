import { describe, expect, test } from 'vitest';
import { filledPage, fullPage } from '#lib/use-cases/api/request/paging.ts';

/** A line that is so many characters of JSON. */
const line = (characters: number): string => 'x'.repeat(characters - 2);

describe('filledPage', () => {
  test('has as many lines as are asked for, or all', () => {
    expect(filledPage([1, 2, 3], 2)).toEqual([1, 2]);
    expect(filledPage([1, 2, 3], 3)).toEqual([1, 2, 3]);
    expect(filledPage([], 3)).toEqual([]);
  });

  test('ends with the line that fills it, and always has one', () => {
    expect(filledPage([line(fullPage), line(2), line(2)], 3)).toHaveLength(2);
    expect(filledPage([line(fullPage + 1), line(2)], 3)).toHaveLength(1);
  });
});
