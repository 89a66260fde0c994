import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fingerprint } from '#events/fingerprint.ts';
import { example, nested } from './entries.ts';

/** A JSON value, keys like `__proto__` among them, as it comes from `JSON.parse`. */
const json = fc.jsonValue({ maxDepth: 4 });
const key = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'toString', '0', '10', '9', ''), fc.string());
const object = fc.uniqueArray(fc.tuple(key, json), { selector: ([name]) => name, maxLength: 40 });

const written = (fields: readonly (readonly [string, unknown])[]): unknown =>
  JSON.parse(`{${fields.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`);

/** The same value with the keys of every object the other way round. */
const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return written(
    Object.entries(value)
      .map(([name, field]) => [name, reversed(field)] as const)
      .reverse(),
  );
};

const manyKeys = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`key${(index * 7919) % 1_009}`, index]));

describe('fingerprint()', () => {
  test('is 22 characters of base64url, the same tomorrow', () => {
    expect(fingerprint('VisitMade', { b: [1, 'é', null], a: { c: true } })).toMatch(/^[\w-]{22}$/);
    expect(fingerprint('VisitMade', {})).toBe(fingerprint('VisitMade', {}));
  });

  test.each([
    ['VisitMade', {}, 'm6S0_AmCy3sSX4GSXlAyyh'],
    ['VisitMade', { b: [1, 'é', null], a: { c: true } }, 'g-_-D43V2nnqeTWBuWz1Jh'],
    [
      'FeedbackGiven',
      { 'a"b\\': '\ud800', '10': 1e21, '9': -0, '': [[], {}, [{ z: 1.5, y: false }]] },
      'XL3EAL2bdF1Gm4bedKdHri',
    ],
    ['VisitMade', manyKeys, 'teWuPetpbiFQ6S0S0IB4ET'],
  ])('of %s %j is the one that stored ledgers hold', (type, detail, stored) => {
    expect(fingerprint(type, detail)).toBe(stored);
  });

  test('does not depend on the order of keys at any depth', () => {
    fc.assert(
      fc.property(object, (fields) => {
        const value = written(fields);
        expect(fingerprint('VisitMade', reversed(value))).toBe(fingerprint('VisitMade', value));
      }),
    );
    const { detail } = example('PurchaseMade');
    expect(fingerprint('PurchaseMade', reversed(detail))).toBe(fingerprint('PurchaseMade', detail));
  });

  test('differs whenever a value differs', () => {
    fc.assert(
      fc.property(object, json, json, (fields, one, other) => {
        const before = written([...fields, ['changed', one]]);
        const after = written([...fields, ['changed', other]]);
        const same = fingerprint('VisitMade', before) === fingerprint('VisitMade', after);
        expect(same).toBe(isDeepStrictEqual(before, after));
      }),
    );
    fc.assert(
      fc.property(object, fc.nat(), (fields, index) => {
        fc.pre(fields.length > 0);
        const spoilt = fields.map(
          ([name, value], at) => [name, at === index % fields.length ? [value] : value] as const,
        );
        expect(fingerprint('VisitMade', written(spoilt))).not.toBe(fingerprint('VisitMade', written(fields)));
      }),
    );
  });

  test.each([
    [{ a: 1 }, { a: '1' }],
    [{ a: 1 }, { b: 1 }],
    [{ a: null }, {}],
    [{ a: [] }, { a: {} }],
    [{ a: ['b', 1] }, { a: { b: 1 } }],
    [{ a: [[1], 2] }, { a: [[1, 2]] }],
    [{ a: [1, 2] }, { a: [2, 1] }],
    [{ a: [0] }, { a: [] }],
    [{ a: [1, 'b', 2] }, { a: { b: 2 } }],
    [{ a: 'b', c: 'd' }, { a: 'b,c:d' }],
    [{ a: '\ud800' }, { a: '\ud801' }],
    [{ a: '\ud800' }, { a: '\ufffd' }],
    [{ a: 'é' }, { a: 'e\u0301' }],
    [JSON.parse('{"__proto__":1}'), {}],
    [JSON.parse('{"__proto__":1}'), JSON.parse('{"__proto__":2}')],
    [JSON.parse('{"__proto__":{"a":1}}'), { a: 1 }],
  ])('tells %j from %j', (one, other) => {
    expect(fingerprint('VisitMade', one)).not.toBe(fingerprint('VisitMade', other));
  });

  test('tells one detail-type from another', () => {
    expect(fingerprint('VisitMade', {})).not.toBe(fingerprint('ErasureRequested', {}));
  });

  test.each([2, 16, 17, 1_000])('does not depend on the order of %i keys', (count) => {
    const fields = Array.from({ length: count }, (_, index) => [`key${(index * 7919) % 1_009}`, index] as const);
    expect(fingerprint('VisitMade', written(fields.toReversed()))).toBe(fingerprint('VisitMade', written(fields)));
  });

  test('takes a key without a value for no key, as JSON does', () => {
    expect(fingerprint('VisitMade', { a: 1, b: undefined })).toBe(fingerprint('VisitMade', { a: 1 }));
  });

  test('survives deep nesting, and says so where it is too deep', () => {
    expect(fingerprint('VisitMade', nested(1_000))).not.toBe(fingerprint('VisitMade', nested(1_001)));
    expect(() => fingerprint('VisitMade', nested(100_000))).toThrow('nested too deep');
  });
});
