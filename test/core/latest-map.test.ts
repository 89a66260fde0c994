import { expect, test } from 'vitest';
import { LatestMap } from '#lib/core/latest-map.ts';

test('a LatestMap forgets what was set longest ago, and not what was set again', () => {
  const map = new LatestMap<string, number>(2);
  map.set('one', 1);
  map.set('two', 2);
  map.set('one', 11);
  map.set('three', 3);
  expect(['one', 'two', 'three'].map((key) => map.get(key))).toEqual([11, undefined, 3]);
  map.delete('one');
  expect(map.get('one')).toBeUndefined();
});
