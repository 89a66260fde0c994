import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compareDecimals,
  multiply,
  parseDecimal,
  roundHalfUp,
  roundQuotient,
  type Decimal,
} from '#lib/tools/import/decimal.ts';

const decimal = (text: string): Decimal => {
  const parsed = parseDecimal(text);
  if (parsed === undefined) throw new TypeError(`Cannot read ${text} as a decimal`);
  return parsed;
};

describe('roundHalfUp()', () => {
  test.each([
    ['0.125', 2, 13n],
    ['0.1249999999', 2, 12n],
    ['1.005', 2, 101n],
    ['-0.125', 2, -13n],
    ['12', 2, 1200n],
    ['12.5', 0, 13n],
    ['0.0005', 3, 1n],
  ])('takes %s with %i digits for %i', (text, digits, rounded) => {
    expect(roundHalfUp(decimal(text), digits)).toBe(rounded);
  });

  test('is exact where binary numbers are not', () => {
    const line = multiply(decimal('1'), decimal('1.005'));
    expect(roundHalfUp(line, 2)).toBe(101n);
    expect(Math.round(1 * 1.005 * 100)).not.toBe(101);
  });

  test('is never more than half a unit off', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.nat(6), fc.nat(6), (units, scale, digits) => {
        const rounded = roundHalfUp({ units, scale }, digits);
        const difference = rounded * 10n ** BigInt(scale) - units * 10n ** BigInt(digits);
        const doubled = 2n * (difference < 0n ? -difference : difference);
        expect(doubled <= 10n ** BigInt(scale)).toBe(true);
      }),
    );
  });
});

const size = (number: bigint): bigint => (number < 0n ? -number : number);

describe('roundQuotient()', () => {
  test('is never more than half a unit off, of any signs', () => {
    const part = fc.record({ units: fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }), scale: fc.nat(4) });
    fc.assert(
      fc.property(part, part, fc.nat(4), (value, divisor, digits) => {
        fc.pre(divisor.units !== 0n);
        const rounded = roundQuotient(value, divisor, digits);
        // rounded / 10^digits against value / divisor, both times the divisor and all powers of ten.
        const difference =
          rounded * divisor.units * 10n ** BigInt(value.scale) -
          value.units * 10n ** BigInt(digits) * 10n ** BigInt(divisor.scale);
        const unit = divisor.units * 10n ** BigInt(value.scale);
        expect(size(difference) * 2n <= size(unit)).toBe(true);
      }),
    );
  });

  test.each([
    ['13.00', '3', 2, 433n],
    ['1', '8', 2, 13n],
    ['-1', '8', 2, -13n],
    ['1', '-8', 2, -13n],
    ['1.5', '0.25', 0, 6n],
  ])('divides %s by %s with %i digits', (...[value, divisor, digits, rounded]) => {
    expect(roundQuotient(decimal(value), decimal(divisor), digits)).toBe(rounded);
  });
});

describe('parseDecimal()', () => {
  test.each(['', '.', '-', '1,5', '1e3', '12 ', '0x1', 'NaN', '١٢', '1.2.3', '9'.repeat(41)])('refuses %j', (text) => {
    expect(parseDecimal(text)).toBeUndefined();
  });

  test.each([
    ['.5', 5n, 1],
    ['3.', 3n, 0],
    ['+7.10', 710n, 2],
    ['-0.0', 0n, 1],
  ])('reads %s', (text, units, scale) => {
    expect(parseDecimal(text)).toEqual({ units, scale });
  });
});

describe('compareDecimals()', () => {
  test.each([
    ['1.50', '1.5', 0],
    ['-2', '1', -1],
    ['0.10', '0.09', 1],
  ])('compares %s with %s', (a, b, sign) => {
    expect(compareDecimals(decimal(a), decimal(b))).toBe(sign);
  });
});
