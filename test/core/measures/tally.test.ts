import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addToTally, mergeTally, mostFrequent, topOf, type Tally } from '#lib/core/measures/tally.ts';

const tallyOf = (values: readonly string[]): Tally =>
  values.reduce<Tally>((tally, value) => addToTally(tally, value), []);

const words = fc.array(
  fc.oneof(
    fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', 'é', 'Z', 'a', '10', '9'),
    fc.string(),
  ),
  { maxLength: 60 },
);

const counted = (values: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

describe('addToTally()', () => {
  test('counts every value, also those that objects have a meaning for', () => {
    fc.assert(
      fc.property(words, (values) => {
        expect(new Map(tallyOf(values))).toEqual(counted(values));
        expect(JSON.parse(JSON.stringify(tallyOf(values)))).toEqual(tallyOf(values));
      }),
    );
  });

  test('is the same in whatever order values come', () => {
    fc.assert(
      fc.property(words, (values) => {
        expect(tallyOf(values.toReversed())).toEqual(tallyOf(values));
      }),
    );
  });

  test('takes no further value beyond 10,000 different ones, but counts the known', () => {
    const full: Tally = Array.from({ length: 10_000 }, (_, index) => [String(index).padStart(5, '0'), 1] as const);
    expect(addToTally(full, 'new')).toBe(full);
    expect(mostFrequent(addToTally(full, '00007'), 1)).toEqual([{ value: '00007', count: 2 }]);
  });
});

describe('mergeTally()', () => {
  test('is the tally of the values of both', () => {
    fc.assert(
      fc.property(words, words, (mine, theirs) => {
        expect(mergeTally(tallyOf(mine), tallyOf(theirs))).toEqual(tallyOf([...mine, ...theirs]));
      }),
    );
  });
});

describe('mostFrequent()', () => {
  test('puts the smaller string first where two are equally frequent, by UTF-16 code unit', () => {
    const tally = tallyOf(['é', 'a', 'Z', '10', '9', '__proto__', 'a', 'Z', 'é', '\u{1F600}', '\uFF5E']);
    expect(mostFrequent(tally, 8).map(({ value }) => value)).toEqual([
      'Z',
      'a',
      'é',
      '10',
      '9',
      '__proto__',
      '\u{1F600}',
      '\uFF5E',
    ]);
  });

  test('gives no more than asked for', () => {
    expect(mostFrequent(tallyOf(['a', 'b', 'b']), 1)).toEqual([{ value: 'b', count: 2 }]);
    expect(mostFrequent([], 3)).toEqual([]);
  });
});

describe('topOf()', () => {
  test('is the first of the most frequent ones', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd')), (values) => {
        expect(topOf(tallyOf(values))).toBe(mostFrequent(tallyOf(values), 1)[0]?.value);
      }),
    );
  });
});
