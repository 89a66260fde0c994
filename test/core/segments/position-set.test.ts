import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PositionSet } from '#lib/core/segments/compile/position-set.ts';

const size = 100;
const positions = fc.array(fc.oneof(fc.nat(size - 1), fc.constantFrom(0, 31, 32, 63, 64, 99)));
const ascending = (some: Iterable<number>): readonly number[] => [...new Set(some)].sort((one, other) => one - other);

describe('PositionSet', () => {
  test('holds each position once, in order', () => {
    fc.assert(
      fc.property(positions, (some) => {
        expect([...new PositionSet(size, some)]).toEqual(ascending(some));
      }),
    );
  });

  test.each([1, 32, 33, 256, 257])('has room for %i positions', (room) => {
    expect([...new PositionSet(room, [0, room - 1])]).toEqual(ascending([0, room - 1]));
    expect([...new PositionSet(room)]).toEqual([]);
  });

  test('has what was added and nothing else', () => {
    fc.assert(
      fc.property(positions, fc.nat(size - 1), (some, position) => {
        expect(new PositionSet(size, some).has(position)).toBe(some.includes(position));
      }),
    );
  });

  test('unites without changing either', () => {
    fc.assert(
      fc.property(positions, positions, (some, others) => {
        const [one, other] = [new PositionSet(size, some), new PositionSet(size, others)];
        expect([...one.union(other)]).toEqual(ascending([...some, ...others]));
        expect([[...one], [...other]]).toEqual([ascending(some), ascending(others)]);
      }),
    );
  });

  test('holds nothing where there are no segments', () => {
    expect([...new PositionSet(0)]).toEqual([]);
  });
});
