import { amountIn } from '../amount.ts';
import type { Payload } from '../payload.ts';
import { removedPieces } from './refund.ts';

const skuOf = (line: Payload): string | undefined =>
  line.text('sku') ?? line.text('variant_id') ?? line.text('product_id') ?? line.text('title');

/** What was bought, without what was taken off the order; what was paid back was bought all the same. */
export const itemsOf = (order: Payload, currency: string): readonly object[] => {
  const removed = removedPieces(order);
  return order.list('line_items').flatMap((line) => {
    const quantity = Number(line.raw('quantity') ?? 0) - (removed.get(line.text('id') ?? '') ?? 0);
    const [sku, name] = [skuOf(line), line.text('title')];
    const unitPrice = amountIn(line, 'price', currency);
    return sku === undefined || unitPrice === undefined || !(quantity > 0) ? [] : [{ sku, name, quantity, unitPrice }];
  });
};
