import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sealedCursors } from '#lib/use-cases/api/request/cursor.ts';

const { seal, open } = sealedCursors('a secret');

describe('sealedCursors()', () => {
  test('open what they have sealed, in the same list', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('', 'é', '🎁', 'a:b@c'), fc.string(), (list, start, end) => {
        const place = `${start}${end}`;
        const cursor = seal(list, place);
        expect(cursor).toMatch(/^[\w-]+$/);
        expect(open(list, cursor)).toBe(place);
        expect(open(`${list}x`, cursor)).toBeUndefined();
      }),
      { numRuns: 100 },
    );
  });

  test('open nothing else', () => {
    const cursor = seal('members/rich', 'cust-42');
    const last = cursor.at(-1) === 'A' ? 'B' : 'A';
    const wrong = [
      '',
      'x',
      cursor.slice(0, -1),
      `${cursor}A`,
      `${cursor}=`,
      ` ${cursor}`,
      `${cursor.slice(0, -1)}${last}`,
    ];
    for (const each of [...wrong, `B${cursor}`]) expect([each, open('members/rich', each)]).toEqual([each, undefined]);
    expect(sealedCursors('another secret').open('members/rich', cursor)).toBeUndefined();
  });

  test('bind a list and a place apart', () => {
    expect(open('members/r', seal('members/', 'rich'))).toBeUndefined();
    expect(open('a\0b', seal('a', 'b\0'))).toBeUndefined();
  });
});
