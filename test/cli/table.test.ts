import { styleText } from 'node:util';
import { describe, expect, test } from 'vitest';
import { table } from '#cli/output/table.ts';

describe('table()', () => {
  test('makes columns as wide as their widest cell, texts to the left and numbers to the right', () => {
    const rows = [
      ['segment', 'members', ''],
      ['a', '7', 'quiet'],
      ['lapsing-regular', '1,234', ''],
    ];
    expect(table(rows, ['left', 'right', 'left'])).toEqual([
      'segment          members',
      'a                      7  quiet',
      'lapsing-regular    1,234',
    ]);
  });

  test('gives colours no room', () => {
    const green = styleText('green', 'ab', { validateStream: false });
    expect(
      table(
        [
          [green, '1'],
          ['abc', '2'],
        ],
        ['left', 'right'],
      ),
    ).toEqual([`${green}   1`, 'abc  2']);
  });

  test('takes a missing cell for an empty one', () => {
    expect(table([['a'], ['b', 'c']], ['left', 'left'])).toEqual(['a', 'b  c']);
  });
});
