import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson } from '#lib/tools/files/parse-json.ts';

describe('parseJson()', () => {
  test.each([
    ['{"a":1,"a":2}', 'a'],
    ['{"segments":[{"key":"x"},{"when":{"is":{"gte":1,"lt":2,"gte":3}}}]}', 'segments.1.when.is.gte'],
    ['[[{"a":{}}, {"b":[1,2], "b":0}]]', '0.1.b'],
    ['{"\\u0061":1,"a":2}', 'a'],
    ['{"}\\"{":1, "}\\"{":2}', '}"{'],
  ])('refuses %s, in which a key stands twice', (text, path) => {
    expect(() => parseJson(text)).toThrow(new SyntaxError(`the key ${path} stands twice in its object`));
  });

  test('takes the same key of two objects, and the key of an object around', () => {
    expect(parseJson('{"a":{"a":[{"a":1},{"a":"a, {"}]},"b":{"a":2}}')).toEqual({
      a: { a: [{ a: 1 }, { a: 'a, {' }] },
      b: { a: 2 },
    });
  });

  test('takes whatever JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        expect(parseJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  test('refuses what is not JSON as JSON.parse does', () => {
    expect(() => parseJson('{"a":}')).toThrow(SyntaxError);
  });
});
