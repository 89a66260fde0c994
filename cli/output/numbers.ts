/** `1,234` */
export const number = (value: number): string => value.toLocaleString('en');

/** `1 customer`, `1,234 customers` */
export const counted = (count: number, noun: string): string => `${number(count)} ${noun}${count === 1 ? '' : 's'}`;

/** A quantity that need not be whole: with at most two decimals, and with none from 100 on. */
export const quantity = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: Math.abs(value) >= 100 ? 0 : 2 });

/** A share from 0 to 1 in percent: `12.5%`. */
export const percent = (share: number): string =>
  `${(share * 100).toLocaleString('en', { maximumFractionDigits: 1 })}%`;

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
