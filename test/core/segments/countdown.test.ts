import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flipAfter, flipLengths, shareCountdowns } from '#lib/core/segments/compile/countdown.ts';
import { PositionSet } from '#lib/core/segments/compile/position-set.ts';

const instant = () => 0;
const set = (...positions: readonly number[]) => new PositionSet(3, positions);
const at = (...lengths: readonly number[]) => lengths.map((after) => ({ after }));

describe('flipLengths()', () => {
  test('keeps the lengths at which the test flips, each once and in order', () => {
    expect(flipLengths((elapsed) => elapsed >= 5 && elapsed < 9, [9, 5, 7, 5])).toEqual([5, 9]);
    expect(flipLengths(() => true, [5])).toEqual([]);
  });
});

describe('flipAfter()', () => {
  test('comes strictly after now', () => {
    expect(flipAfter(at(5, 9), 100, 104)).toEqual({ after: 5 });
    expect(flipAfter(at(5, 9), 100, 105)).toEqual({ after: 9 });
    expect(flipAfter(at(5, 9), 100, 109)).toBeUndefined();
  });

  test('never comes where there is no instant', () => {
    expect(flipAfter(at(5, 9), Number.NaN, 0)).toBeUndefined();
  });

  test('is the first of all that lie after now', () => {
    const lengths = fc.uniqueArray(fc.nat(50)).map((some) => some.sort((one, other) => one - other));
    fc.assert(
      fc.property(lengths, fc.nat(50), fc.nat(100), (some, since, now) => {
        expect(flipAfter(at(...some), since, now)?.after).toBe(some.find((after) => since + after > now));
      }),
    );
  });
});

describe('shareCountdowns()', () => {
  test('puts what flips after the same length since the same instant together', () => {
    const shared = shareCountdowns([
      [{ since: 'orders.lastAt', instant, flips: [5, 9] }, set(0)],
      [{ since: 'visits.lastAt', instant, flips: [5] }, set(1)],
      [{ since: 'orders.lastAt', instant, flips: [3, 9] }, set(2)],
    ]);
    expect(shared.map(({ flips }) => flips.map(({ after, segments }) => [after, ...segments]))).toEqual([
      [
        [3, 2],
        [5, 0],
        [9, 0, 2],
      ],
      [[5, 1]],
    ]);
  });
});
