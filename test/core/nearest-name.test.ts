import { describe, expect, test } from 'vitest';
import { nearestName } from '#lib/core/nearest-name.ts';

const known = ['events', 'out', 'segments', 'store', 'until'];

describe('nearestName()', () => {
  test.each([
    ['untill', 'until'],
    ['evnts', 'events'],
    ['segmetns', 'segments'],
    ['seg', 'segments'],
    ['stroe', 'store'],
    ['stor', 'store'],
    ['stora', 'store'],
    ['verbose', undefined],
    ['x', undefined],
  ])('finds for %s: %s', (name, nearest) => {
    expect(nearestName(name, known)).toBe(nearest);
  });

  test('takes the nearer of two, and the first of two as near', () => {
    expect(nearestName('stores', ['shores', 'store'])).toBe('shores');
    expect(nearestName('replan', ['replace', 'replay', 'plan'])).toBe('replay');
  });
});
