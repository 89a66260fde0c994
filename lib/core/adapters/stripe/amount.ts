import { minorDigits } from '../../money.ts';
import { requiring } from '../amount.ts';
import type { Payload } from '../payload.ts';
import { faultOf } from '../unusable.ts';

/** Where Stripe counts in another unit than ISO 4217: it has kept cents for krónur and shillings, and knows none of the ariary. */
const ownDigits: ReadonlyMap<string, number> = new Map([
  ['ISK', 2],
  ['UGX', 2],
  ['MGA', 0],
]);

/**
 * An amount in Stripe's smallest unit of a currency, in minor units of ISO 4217; undefined where the field is `null` or missing.
 *
 * @throws {Unusable} for what is no integer, and for a fraction of the minor unit.
 */
export const stripeAmountIn = (object: Payload, name: string, currency: string): number | undefined => {
  const value = object.raw(name);
  if (value === undefined) return undefined;
  const digits = minorDigits(currency);
  const amount = Number(value) * 10 ** (digits - (ownDigits.get(currency) ?? digits));
  if (typeof value === 'number' && Number.isSafeInteger(value) && Number.isSafeInteger(amount)) return amount;
  throw faultOf(object.path(name), `an amount in ${currency}`, value);
};

/** An amount as `stripeAmountIn` reads it, where there must be one. */
export const requiredStripeAmountIn = requiring(stripeAmountIn);
