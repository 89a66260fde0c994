/** The currencies of ISO 4217 whose minor unit is not a hundredth. */
const otherDigits: ReadonlyMap<string, number> = new Map([
  ...[
    'BIF',
    'CLP',
    'DJF',
    'GNF',
    'ISK',
    'JPY',
    'KMF',
    'KRW',
    'PYG',
    'RWF',
    'UGX',
    'UYI',
    'VND',
    'VUV',
    'XAF',
    'XOF',
    'XPF',
  ].map((currency) => [currency, 0] as const),
  ...['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map((currency) => [currency, 3] as const),
  ...['CLF', 'UYW'].map((currency) => [currency, 4] as const),
]);

/**
 * The decimal places of a currency's minor unit (ISO 4217): 2 for GBP, 0 for JPY, 3 for KWD.
 *
 * Not asked of `Intl`: it says how an amount is usually shown, which is without the fillér of a forint, and differs between
 * versions of Node, while amounts are stored.
 *
 * @throws {RangeError} when the code is not three letters.
 */
export const minorDigits = (currency: string): number => {
  if (/^[A-Za-z]{3}$/.test(currency)) return otherDigits.get(currency.toUpperCase()) ?? 2;
  throw new RangeError(
    `Cannot use a currency as three letters (ISO 4217): current value is ${JSON.stringify(currency)}`,
  );
};

/** An amount in minor units as a person reads it: `1,234.50 GBP`, `1,235 JPY`. */
export const moneyWords = (amount: number, currency: string): string => {
  const digits = minorDigits(currency);
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return `${(amount / 10 ** digits).toLocaleString('en', options)} ${currency}`;
};
