import { lastInstant } from '../../time/instant.ts';
import { requiredAmountIn } from '../amount.ts';
import type { Told } from '../adapter.ts';
import { factId } from '../fact-id.ts';
import type { Payload } from '../payload.ts';
import { toldAs, withdrawnAs, type Telling } from '../telling.ts';
import { faultOf } from '../unusable.ts';

const keyOf = (refund: Payload): string => {
  const id = refund.text('id');
  if (id === undefined) throw faultOf(refund.path('id'), 'an id', undefined);
  return factId('woocommerce.refund', id);
};

/** An order that counts, for its refunds. */
export interface RefundedOrder {
  readonly orderId: string;
  readonly currency: string;
  readonly telling: Telling;
}

/**
 * Tells a refund, of which an order says neither when it was nor that it changes. The earliest telling is the nearest to it, so
 * the earlier one has the larger number.
 */
export const tellRefund = (refund: Payload, { orderId, currency, telling }: RefundedOrder): readonly Told[] => {
  const amount = Math.abs(requiredAmountIn(refund, 'total', currency));
  if (amount === 0) return [];
  const { person, at } = telling;
  const fields = { at, orderId, currency, amount, reason: refund.text('reason') };
  const earliest = { person, key: keyOf(refund), number: lastInstant - at, at };
  return [toldAs(earliest, 'PurchaseRefunded', fields)];
};

/** Takes back a refund with its order: no telling has a larger number. */
export const withdrawRefund = (refund: Payload, telling: Telling): Told =>
  withdrawnAs({ ...telling, key: keyOf(refund), number: lastInstant + telling.at });
