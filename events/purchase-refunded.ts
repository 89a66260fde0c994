import { defineEvent } from './define-event.ts';
import { currency, positiveMoney } from './forms/money.ts';
import { optionalText, text } from './forms/text.ts';

/** An order was refunded, in full or in part. */
export const purchaseRefunded = defineEvent({
  type: 'PurchaseRefunded',
  data: {
    orderId: text,
    currency,
    /** In minor units of `currency`. */
    amount: positiveMoney,
    reason: optionalText,
  },
});
