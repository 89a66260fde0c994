import { describe, expect, test } from 'vitest';
import { addEntry, withoutEntry } from '#lib/core/entries.ts';

const recordOf = (count: number): Record<string, number> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index}`, index]));

describe('addEntry()', () => {
  test.each([0, 11, 12, 30])('puts an entry behind %i others', (count) => {
    const expected = [...Object.entries(recordOf(count)), ['added', -1]];
    expect(Object.entries(addEntry(recordOf(count), 'added', -1))).toEqual(expected);
  });

  test('leaves a large record as it is, and returns a copy', () => {
    const large = recordOf(12);
    expect(addEntry(large, 'added', -1)).not.toBe(large);
    expect(large).toEqual(recordOf(12));
  });
});

describe('withoutEntry()', () => {
  test.each([1, 12, 30])('leaves out one of %i entries, and keeps the order of the others', (count) => {
    const record = recordOf(count);
    expect(Object.entries(withoutEntry(record, 'key-0'))).toEqual(Object.entries(recordOf(count)).slice(1));
    expect(record).toEqual(recordOf(count));
  });
});
