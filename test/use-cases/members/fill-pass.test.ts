import { describe, expect, test } from 'vitest';
import { afterFillRound, fillSlicesOf, startFill } from '#lib/use-cases/members/fill-pass.ts';
import { whatToFill } from '#lib/use-cases/members/what-to-fill.ts';

const start = { at: 0, parts: 2 };
const keys = (count: number) => Array.from({ length: count }, (_, index) => `segment-${index}`);
const nothing = { rows: 0, forgotten: 0, put: 0 };

describe('whatToFill()', () => {
  const waitSeconds = 1200;

  test('is everything where there was no list', () => {
    expect(whatToFill(['a', 'b'], undefined)).toEqual({ segments: 'all', forget: [], waitSeconds });
  });

  test('is what was added, and what was removed is thrown away', () => {
    expect(whatToFill(['a', 'c'], ['a', 'b'])).toEqual({ segments: ['c'], forget: ['b', 'c'], waitSeconds });
    expect(whatToFill(['a'], ['a', 'b'])).toEqual({ segments: [], forget: ['b'], waitSeconds });
    expect(whatToFill(['a', 'b'], ['a'])).toEqual({ segments: ['b'], forget: ['b'], waitSeconds });
  });

  test('is nothing where the same are kept, in any order', () => {
    expect(whatToFill(['a', 'b'], ['b', 'a'])).toBeUndefined();
  });
});

describe('startFill()', () => {
  test('makes everything anew unless told otherwise, and just these where some are named', () => {
    expect(startFill({}, start)).toMatchObject({ stage: 'forget', segments: 'all', forget: 'all', waitSeconds: 0 });
    expect(startFill({ segments: ['a'] }, start)).toMatchObject({ segments: ['a'], forget: ['a'] });
  });

  test('begins with filling where nothing is to be thrown away, after the wait that was asked for', () => {
    const pass = startFill({ segments: 'all', forget: [], waitSeconds: 7 }, start);
    expect(pass).toMatchObject({ stage: 'fill', waitSeconds: 7 });
    expect(fillSlicesOf(pass).map(({ stage, segments, part }) => [stage, segments, part.index])).toEqual([
      ['fill', 'all', 0],
      ['fill', 'all', 1],
    ]);
  });

  test('is done at once where nothing is to be done, and after throwing away where nothing is to be filled', () => {
    expect(startFill({ segments: [], forget: [] }, start).outcome).toBe('done');
    const forgetting = startFill({ segments: [], forget: ['b'] }, start);
    const results = [0, 1].map((index) => ({ ...nothing, index, done: true, forgotten: 2 }));
    expect(afterFillRound(forgetting, results)).toMatchObject({ outcome: 'done', forgotten: 4, open: [] });
  });

  test('hands on few keys, and makes everything anew instead of many', () => {
    expect(startFill({ segments: keys(30) }, start).segments).toEqual(keys(30));
    expect(startFill({ segments: keys(31), forget: [] }, start)).toMatchObject({ segments: 'all', forget: 'all' });
    expect(startFill({ segments: [], forget: keys(31) }, start)).toMatchObject({ segments: 'all', forget: 'all' });
  });
});

describe('afterFillRound()', () => {
  const filling = startFill({ segments: 'all', forget: [] }, start);

  test('goes on with what is open: where it came to, or from where it was if it failed', () => {
    const half = { ...nothing, index: 0, done: false, next: 'here', rows: 9, put: 4 };
    const next = afterFillRound(filling, [half]);
    expect(next).toMatchObject({ open: [{ index: 0, after: 'here' }, { index: 1 }], put: 4, stuckRounds: 0 });
    expect(next.sliceMs).toBe(2 * filling.sliceMs);
    const failed = afterFillRound(next, []);
    expect(failed).toMatchObject({ open: next.open, put: 4, stuckRounds: 1, waitSeconds: 30 });
  });

  test('gives up after five rounds in a row in which no part got any further', () => {
    let pass = filling;
    for (let round = 1; round <= 4; round += 1) pass = afterFillRound(pass, []);
    expect(pass.outcome).toBeUndefined();
    expect(afterFillRound(pass, []).outcome).toBe('failed');
    expect(afterFillRound(afterFillRound(pass, [{ ...nothing, index: 0, done: true }]), []).outcome).toBeUndefined();
  });
});
