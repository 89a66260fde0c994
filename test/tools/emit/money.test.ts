import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money } from '#lib/tools/emit/money.ts';

describe('money()', () => {
  test.each([
    [19.99, 'EUR', 1999],
    [1.1, 'GBP', 110],
    [0, 'USD', 0],
    [1980, 'JPY', 1980],
    [1.234, 'KWD', 1234],
    [1e-2, 'EUR', 1],
    [4.35, 'EUR', 435],
  ])('gives %d %s as %i', (amount, currency, minor) => {
    expect(money(amount, currency)).toBe(minor);
  });

  test.each([
    [0.1 + 0.2, 'EUR'],
    [19.999, 'EUR'],
    [0.5, 'JPY'],
    [1e-7, 'EUR'],
    [-1, 'EUR'],
    [Number.NaN, 'EUR'],
    [Infinity, 'EUR'],
    [1e16, 'EUR'],
  ])('refuses %d %s by its value', (amount, currency) => {
    expect(() => money(amount, currency)).toThrow(`current value is ${amount}`);
  });

  test.each(['eur', '', 'EURO'])('refuses the currency %j', (currency) => {
    expect(() => money(1, currency)).toThrow(JSON.stringify(currency));
  });

  test('gives back any whole number of cents', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (cents) => {
        expect(money(Number(`${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`), 'EUR')).toBe(cents);
      }),
    );
  });
});
