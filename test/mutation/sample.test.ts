import { describe, expect, test } from 'vitest';
import { randomFrom } from '#lib/tools/demo/random.ts';
import { sample } from './sample.ts';

const lines = (count: number): string => 'const one = 1;\n'.repeat(count);
const folders = [
  [
    { path: 'a/one.ts', text: lines(20) },
    { path: 'a/two.ts', text: lines(8) },
  ],
  [{ path: 'b/three.ts', text: lines(3) }],
];

describe('sample()', () => {
  test('draws every span of eight lines once where it may', () => {
    expect(sample(folders, 9, randomFrom(1)).toSorted()).toEqual([
      'a/one.ts:1-8',
      'a/one.ts:17-20',
      'a/one.ts:9-16',
      'a/two.ts:1-8',
      'b/three.ts:1-3',
    ]);
  });

  test('draws as many from each folder, the same for the same seed', () => {
    const drawn = sample(folders, 2, randomFrom(7));
    expect(drawn.map((span) => span[0])).toEqual(['a', 'a', 'b']);
    expect(sample(folders, 2, randomFrom(7))).toEqual(drawn);
  });
});
