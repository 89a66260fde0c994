import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { group, listOf } from './forms/form.ts';
import { currency, money, moneyFromZero } from './forms/money.ts';
import { positiveNumber } from './forms/number.ts';
import { address } from './forms/place.ts';
import { optionalText, text } from './forms/text.ts';

const item = group({
  sku: text,
  name: optionalText,
  category: optionalText,
  /** May be decimal: cheese is sold by weight. */
  quantity: positiveNumber,
  /** Of one unit, in minor units of the order's currency. */
  unitPrice: moneyFromZero,
});

/** A customer paid for an order. Refunds are events of their own, never negative purchases. */
export const purchaseMade = defineEvent({
  type: 'PurchaseMade',
  data: {
    orderId: text,
    currency,
    /** After discounts, in minor units of `currency`. */
    total: moneyFromZero,
    /** Already taken off `total`. The contract gives it no bound: a surcharge may stand as a discount below 0. */
    discount: z.optional(money),
    items: z.optional(listOf(item)),
    channel: optionalText,
    couponCode: optionalText,
    shipTo: z.optional(address),
  },
});
