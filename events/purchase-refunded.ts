import { defineEvent } from './define-event.ts';
import { field } from './forms/group.ts';
import { currency, positiveMoney } from './forms/money.ts';
import { optionalText, text } from './forms/text.ts';

export const purchaseRefunded = defineEvent({
  type: 'PurchaseRefunded',
  meaning: 'An order was refunded, in full or in part.',
  data: {
    orderId: field(text, 'The order that is refunded.'),
    currency: field(currency, 'The currency of `amount`.'),
    amount: field(positiveMoney, 'What was paid back, in minor units of `currency`.'),
    reason: field(optionalText, 'Why.'),
  },
});
