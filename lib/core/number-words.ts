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
