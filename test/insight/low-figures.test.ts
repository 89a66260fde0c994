import { describe, expect, test } from 'vitest';
import { lowFigures, lowFiguresInText, lowRemainder } from './low-figures.ts';

const scan = { minimum: 20, exact: ['members'] };

describe('lowFigures()', () => {
  test('finds nothing where every figure rests on enough people', () => {
    const line = { share: 0.5, interval: [0.4, 0.6], lift: 2, effect: 0.5, members: 50, known: 100 };
    expect(lowFigures({ members: 3, lines: [line, { members: { below: 20 }, known: 100 }] }, scan)).toEqual([]);
  });

  test.each([
    ['a low count', { lines: [{ members: 19 }] }, ['lines.0.members: 19']],
    ['a share that tells one', { lines: [{ share: 0.1, known: 100 }] }, ['lines.0.share: 10 of 100']],
    ['a share that tells how few have it not', { share: 0.9, known: 100 }, ['share: 90 of 100']],
    ['a trace of a share that is left out', { known: 100, effect: 0.3 }, ['effect: told without a share']],
    ['a difference that tells one', { members: 95, known: 100 }, ['members: all but 5 of those known']],
  ])('finds %s', (_what, output, found) => {
    expect(lowFigures(output, scan)).toEqual(found);
  });

  test('finds what the parts of a whole leave of it', () => {
    expect(lowRemainder(100, [40, 50], 20)).toEqual(['10 of 100 are left']);
    expect(lowRemainder(100, [40, 60], 20)).toEqual([]);
    expect(lowRemainder(100, [40, 40], 20)).toEqual([]);
  });

  test('finds them in a text', () => {
    expect(lowFiguresInText('19 of 1,000, 20 of 1,000, 981 of 1,000', 20)).toEqual(['19 of 1,000', '981 of 1,000']);
  });
});
