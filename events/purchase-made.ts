import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { listOf } from './forms/form.ts';
import { field, group } from './forms/group.ts';
import { currency, money, moneyFromZero } from './forms/money.ts';
import { positiveNumber } from './forms/number.ts';
import { address } from './forms/place.ts';
import { optionalText, text } from './forms/text.ts';

const item = group('Item', {
  sku: field(text, 'The product.'),
  name: field(optionalText, 'What the product is called.'),
  category: field(optionalText, 'The category of the product.'),
  quantity: field(positiveNumber, 'How many, or how much: cheese is sold by weight.'),
  unitPrice: field(moneyFromZero, 'The price of one unit, in minor units of the order’s currency.'),
});

export const purchaseMade = defineEvent({
  type: 'PurchaseMade',
  meaning: 'A customer paid for an order. Refunds are events of their own, never negative purchases.',
  data: {
    orderId: field(text, 'The order.'),
    currency: field(currency, 'The currency of all amounts of the order. Only amounts in the catalogue’s add up.'),
    total: field(moneyFromZero, 'What was paid, after discounts, in minor units of `currency`: 5497 is 54.97.'),
    discount: field(z.optional(money), 'Already taken off `total`; a surcharge may stand as a discount below 0.'),
    items: field(z.optional(listOf(item)), 'What was bought; conditions can count items in place of orders.'),
    channel: field(optionalText, 'Where it was sold, such as `web` or `store`.'),
    couponCode: field(optionalText, 'The coupon that was redeemed.'),
    shipTo: field(z.optional(address), 'Where the order goes.'),
  },
});
