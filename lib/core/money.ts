/**
 * The decimal places of a currency's minor unit (ISO 4217): 2 for GBP, 0 for JPY, 3 for KWD.
 *
 * @throws {RangeError} when the code is not three letters.
 */
export const minorDigits = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** An amount in minor units as a person reads it: `1,234.50 GBP`, `1,235 JPY`. */
export const moneyWords = (amount: number, currency: string): string => {
  const digits = minorDigits(currency);
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return `${(amount / 10 ** digits).toLocaleString('en', options)} ${currency}`;
};
