import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { largeProfileRefusal } from '#lib/use-cases/update/refusals.ts';
import { arrivalOf, visit } from './given.ts';

const limit = 350 * 1024;
const arrival = arrivalOf(visit({ customerId: 'ada' }));

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('"', '\\', '\u0000', '\u001f', 'é', '€', '😀', '\ud800') }),
);
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.maxSafeInteger(),
  fc.constant(-1.2345678901234567e-308),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, text, number, fc.boolean(), fc.constant(null), tie('list'), tie('object')),
  list: fc.array(tie('value')),
  object: fc.dictionary(text, tie('value')),
}));

describe('largeProfileRefusal()', () => {
  test('refuses what has more than 350 KiB of JSON, to the byte, whatever it is made of', () => {
    fc.assert(
      fc.property(
        value,
        fc.constantFrom('x', '\u0007', '€', '\ud800'),
        fc.integer({ min: -3, max: 3 }),
        (held, unit, over) => {
          const bare = Buffer.byteLength(JSON.stringify({ held, filled: '' }));
          const each = Buffer.byteLength(JSON.stringify(unit)) - 2;
          const state = { held, filled: unit.repeat(Math.floor((limit - bare) / each) + over) };
          const bytes = Buffer.byteLength(JSON.stringify(state));
          expect(largeProfileRefusal(arrival, state) === undefined).toBe(bytes <= limit);
        },
      ),
    );
  });
});
