import { minorDigits } from '../money.ts';
import type { Payload } from './payload.ts';
import { faultOf } from './unusable.ts';

const written = /^([+-]?)(\d+)(?:\.(\d*?)0*)?$/;

const ofText = (text: string, digits: number): number | undefined => {
  const [, sign = '', whole, fraction = ''] = written.exec(text.trim()) ?? [];
  if (whole === undefined || fraction.length > digits) return undefined;
  return Number(`${sign}${whole}${fraction.padEnd(digits, '0')}`);
};

/** Sums of binary numbers are a little off: 0.1 + 0.2 is meant as 0.3. What is further off than that was never whole. */
const ofNumber = (amount: number, digits: number): number | undefined => {
  const scaled = amount * 10 ** digits;
  const whole = Math.round(scaled);
  return Math.abs(scaled - whole) <= Math.max(1e-6, Math.abs(scaled) * 2 ** -50) ? whole : undefined;
};

const minorUnits = (value: unknown, digits: number): number | undefined => {
  if (typeof value === 'string') return ofText(value, digits);
  return typeof value === 'number' ? ofNumber(value, digits) : undefined;
};

/** The currency in a field, in capital letters. @throws {Unusable} where there is none. */
export const currencyIn = (payload: Payload, name: string): string => {
  const currency = payload.text(name)?.toUpperCase();
  if (currency !== undefined && /^[A-Z]{3}$/.test(currency)) return currency;
  throw faultOf(payload.path(name), 'a currency of three letters', payload.raw(name));
};

/**
 * An amount in a field, written in the currency's unit as a text or a number, in minor units; undefined where the field is
 * `null` or missing.
 *
 * @throws {Unusable} for an amount with more digits than the currency has: it is never rounded.
 */
export const amountIn = (payload: Payload, name: string, currency: string): number | undefined => {
  const value = payload.raw(name);
  if (value === undefined) return undefined;
  const amount = minorUnits(value, minorDigits(currency));
  if (amount !== undefined && Number.isSafeInteger(amount)) return amount;
  throw faultOf(payload.path(name), `an amount in ${currency}`, value);
};

/** Reads an amount in a field, in minor units of a currency. */
type ReadAmount<Amount> = (payload: Payload, name: string, currency: string) => Amount;

/** Reads as another does, where there must be an amount. @throws {Unusable} where there is none. */
export const requiring =
  (read: ReadAmount<number | undefined>): ReadAmount<number> =>
  (payload, name, currency) => {
    const amount = read(payload, name, currency);
    if (amount !== undefined) return amount;
    throw faultOf(payload.path(name), `an amount in ${currency}`, undefined);
  };

/** An amount as `amountIn` reads it, where there must be one. */
export const requiredAmountIn = requiring(amountIn);
