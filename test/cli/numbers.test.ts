import { describe, expect, test } from 'vitest';
import { counted, dollars, percent, quantity } from '#cli/output/numbers.ts';

describe('numbers in words', () => {
  test.each([
    [1234.5, '$1,234.50'],
    [0.5, '$0.50'],
    [0.094, '$0.094'],
    [0.000_007_1, '$0.0000071'],
    [99.999, '$100.00'],
    [0, '$0.00'],
  ])('dollars(%d) is %s', (amount, words) => {
    expect(dollars(amount)).toBe(words);
  });

  test.each([
    [0.125, '12.5%'],
    [1, '100%'],
    [1234.5, '123,450%'],
  ])('percent(%d) is %s', (share, words) => {
    expect(percent(share)).toBe(words);
  });

  test('counted() has one, none and many', () => {
    expect([0, 1, 1234].map((count) => counted(count, 'row'))).toEqual(['0 rows', '1 row', '1,234 rows']);
  });

  test('quantity() has decimals below 100 alone', () => {
    expect([99.996, 100.4, 2.5].map(quantity)).toEqual(['100', '100', '2.5']);
  });
});
