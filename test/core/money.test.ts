import { describe, expect, test } from 'vitest';
import { minorDigits, moneyWords } from '#lib/core/money.ts';

describe('minorDigits()', () => {
  test.each([
    ['GBP', 2],
    ['JPY', 0],
    ['KWD', 3],
    ['HUF', 2],
    ['COP', 2],
    ['IQD', 3],
    ['CLF', 4],
  ])('follows ISO 4217 for %s: %i', (currency, digits) => {
    expect(minorDigits(currency)).toBe(digits);
  });

  test('refuses what is not a code of three letters', () => {
    expect(() => minorDigits('pounds')).toThrow(RangeError);
  });
});

describe('moneyWords()', () => {
  test.each([
    [123_450, 'GBP', '1,234.50 GBP'],
    [1235, 'JPY', '1,235 JPY'],
    [1_234_500, 'KWD', '1,234.500 KWD'],
    [-5, 'EUR', '-0.05 EUR'],
    [1999.5, 'GBP', '20.00 GBP'],
    [0, 'USD', '0.00 USD'],
  ])('tells %d minor units of %s as %s', (amount, currency, words) => {
    expect(moneyWords(amount, currency)).toBe(words);
  });
});
