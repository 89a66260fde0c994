export { counted, number, percent, quantity } from '#lib/core/number-words.ts';

/** To the cent, and to two digits where that is finer: an event costs less than a cent. */
const dollarForm = new Intl.NumberFormat('en', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  minimumSignificantDigits: 2,
  maximumSignificantDigits: 2,
  roundingPriority: 'morePrecision',
});

/** `$1,234.50`, `$0.0000071` */
export const dollars = (amount: number): string => `$${dollarForm.format(amount)}`;
