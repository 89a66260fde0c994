import { describe, expect, test } from 'vitest';
import { toldParts } from '#lib/core/insight/report/told-parts.ts';

describe('toldParts()', () => {
  test.each([
    ['all that are large enough', [20, 30, 40], ['told', 'told', 'told']],
    ['not those that are small, where they are enough together', [12, 30, 8], ['small', 'told', 'small']],
    ['not the smallest other either, where they are not', [12, 40, 30], ['small', 'told', 'keptBack']],
    ['none, where only one other is left', [12, 40], ['small', 'keptBack']],
    ['nothing of nobody, and all others', [0, 20, 30], ['small', 'told', 'told']],
    ['of two that are equal the later', [3, 45, 45], ['small', 'keptBack', 'told']],
    ['no more where one with the minimum leaves few', [1, 20, 50, 60], ['small', 'keptBack', 'keptBack', 'told']],
  ])('tells %s', (_what, people, told) => {
    expect(toldParts(people, { minimum: 20, areSizesTold: false })).toEqual(told);
  });

  test('keeps no more back than the minimum where sizes are told anyway', () => {
    const people = [1, 20, 50, 60];
    expect(toldParts(people, { minimum: 20, areSizesTold: true })).toEqual(['small', 'keptBack', 'told', 'told']);
  });
});
