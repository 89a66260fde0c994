import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberFormatOf, plainNumber, type NumberFormat } from '#lib/tools/import/number-format.ts';

const formatOf = (example: string): NumberFormat => {
  const format = numberFormatOf(example);
  if (format === undefined) throw new TypeError(`Cannot read numbers: current value is ${example}`);
  return format;
};

const examples = ['1,234.56', '1.234,56', '1 234,56', "1'234.56", '1’234.56', '1234.56', '1234,56'];

describe('numberFormatOf()', () => {
  test.each(['', '1234', '1,234', '1.234.56', '1,234,56', '12.34', '1_234.56', '1 234.56 '])(
    'refuses %j',
    (example) => {
      expect(numberFormatOf(example)).toBeUndefined();
    },
  );
});

describe('plainNumber()', () => {
  test.each([
    ['1.234,56', '1.234,56', '1234.56'],
    ['1.234,56', '1234,5', '1234.5'],
    ['1.234,56', '€ 1.234.567,00', '1234567.00'],
    ['1.234,56', '12,50 EUR', '12.50'],
    ['1.234,56', '-€12,50', '-12.50'],
    ['1.234,56', '€-12,50', '-12.50'],
    ['1.234,56', '12,50-', '-12.50'],
    ['1.234,56', '12,50 €-', '-12.50'],
    ['1.234,56', '(12,50)', '-12.50'],
    ['1.234,56', '(12,50 €)', '-12.50'],
    ['1.234,56', '−12,50', '-12.50'],
    ['1.234,56', '+7', '7'],
    ['1.234,56', 'kr. 7,-', '7.'],
    ['1,234.56', '-7.–', '-7.'],
    ['1.234,56', 'R$ 1.012,00', '1012.00'],
    ['1 234,56', '1\u202f234,56\u00a0€', '1234.56'],
    ['1 234,56', '12 345 678', '12345678'],
    ['1,234.56', '$1,234', '1234'],
    ['1,234.56', 'US$.50', '.50'],
    ['1,234.56', '₹12,34,567.00', '1234567.00'],
    ["1'234.56", "CHF 1'234.56", '1234.56'],
    ['1234.56', '1234.56', '1234.56'],
    ['1234,56', '', ''],
  ])('reads, like %s, %s', (example, text, plain) => {
    expect(plainNumber(text, formatOf(example))).toBe(plain);
  });

  test.each([
    ['1.234,56', '12.50'],
    ['1.234,56', '1,234.56'],
    ['1.234,56', '1.2.345,00'],
    ['1,234.56', '12,50'],
    ['1,234.56', '1,234,5'],
    ['1234.56', '1,234.56'],
    ['1,234.56', '(-12.50)'],
    ['1,234.56', '--12.50'],
    ['1,234.56', '(12.50'],
    ['1,234.56', '1.2E+03'],
    ['1,234.56', '12.50 dollars'],
    ['1,234.56', 'free'],
    ['1,234.56', '.'],
  ])('takes for no number, like %s, %s', (example, text) => {
    expect(plainNumber(text, formatOf(example))).toBe(`${text} (must be written like ${example})`);
  });

  test('gives back every amount as it was written', () => {
    fc.assert(
      fc.property(fc.constantFrom(...examples), fc.integer({ min: -1e12, max: 1e12 }), (example, cents) => {
        const { thousands, decimal } = formatOf(example);
        const [whole = '', fraction = ''] = (Math.abs(cents) / 100).toFixed(2).split('.');
        const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, thousands);
        const sign = cents < 0 ? '-' : '';
        const text = `${sign}${grouped}${decimal}${fraction}`;
        expect(plainNumber(text, formatOf(example))).toBe(`${sign}${whole}.${fraction}`);
      }),
    );
  });
});
