import { minorDigits } from '#lib/core/money.ts';

/** Amounts of one currency in words. All take minor units. */
export interface MoneyWords {
  readonly currency: string;
  /** `4,579,033 GBP`; with the minor unit where the amount is below 100: `49.50 GBP`. */
  readonly amount: (minor: number) => string;
  /** In three digits, as an estimate is said: `4,580,000 GBP`. */
  readonly about: (minor: number) => string;
  /** Without the currency, for an axis or a heading that names it: `4.58M`. */
  readonly short: (minor: number) => string;
}

/** From this amount on, in major units, the minor unit says nothing. */
const large = 100;

/** Says amounts as Patron does elsewhere, with the currency behind the number. */
export const moneyWordsIn = (currency: string): MoneyWords => {
  const digits = minorDigits(currency);
  const exact = new Intl.NumberFormat('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
  const rough = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
  const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });
  const major = (minor: number): number => minor / 10 ** digits;
  return {
    currency,
    amount: (minor) => `${(Math.abs(major(minor)) >= large ? whole : exact).format(major(minor))} ${currency}`,
    about: (minor) => `${rough.format(major(minor))} ${currency}`,
    short: (minor) => compact.format(major(minor)),
  };
};
