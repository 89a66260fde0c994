import { minorDigits } from '#lib/core/money.ts';

/** The decimal places of a number as JavaScript writes it: 2 for 19.99, 17 for 0.1 + 0.2. */
const decimalsOf = (amount: number): number => {
  const [digits = '', exponent = '0'] = String(amount).split('e');
  const [, decimals = ''] = digits.split('.');
  return Math.max(0, decimals.length - Number(exponent));
};

/**
 * An amount in minor units, as events carry it: `money(19.99, 'EUR')` is 1999, `money(1980, 'JPY')` is 1980.
 *
 * @param amount - in the currency's unit, 0 or more.
 * @param currency - an ISO 4217 code, such as `EUR`; it decides how many decimal places there are.
 * @throws {RangeError} for a currency that is not three capital letters, and for an amount that is negative, not finite, has
 * fractions of the minor unit, or is too large for its minor units to be a safe integer.
 */
export const money = (amount: number, currency: string): number => {
  if (!/^[A-Z]{3}$/.test(currency))
    throw new RangeError(
      `Cannot use a currency as three capital letters (ISO 4217): current value is ${JSON.stringify(currency)}`,
    );
  const digits = minorDigits(currency);
  const minor = Math.round(amount * 10 ** digits);
  if (Number.isSafeInteger(minor) && amount >= 0 && decimalsOf(amount) <= digits) return minor;
  throw new RangeError(
    `Cannot use an amount as ${currency} with at most ${digits} decimal places, from 0 on: current value is ${amount}`,
  );
};
