import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitsBytes, jsonBytes } from '#lib/core/measures/json-bytes.ts';

const units = fc.string({
  unit: fc.oneof(fc.nat({ max: 0xffff }), fc.nat({ max: 0x7f })).map((unit) => String.fromCharCode(unit)),
});
const texts = fc.oneof(units, fc.string({ unit: 'binary' }), fc.constantFrom('\u{1F600}', '\ud83d', '\ude00\ud83d'));

const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    texts,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value')),
    fc.dictionary(texts, tie('value')),
  ),
}));

test('jsonBytes() is the length of the JSON in UTF-8, and fitsBytes() compares it', () => {
  fc.assert(
    fc.property(value, (one) => {
      const bytes = Buffer.byteLength(JSON.stringify(one));
      expect(jsonBytes(one)).toBe(bytes);
      expect([fitsBytes(one, bytes - 1), fitsBytes(one, bytes)]).toEqual([false, true]);
    }),
    { numRuns: 1_000 },
  );
});
