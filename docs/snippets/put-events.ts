import { setTimeout as wait } from 'node:timers/promises';
import { PutEventsCommand, type EventBridgeClient, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';

/** Puts up to ten entries on the bus, and again those that it did not take: the call itself succeeds all the same. */
export const putEvents = async (
  client: EventBridgeClient,
  entries: readonly PutEventsRequestEntry[],
): Promise<void> => {
  let left = [...entries];
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const { FailedEntryCount, Entries = [] } = await client.send(new PutEventsCommand({ Entries: left }));
    if (FailedEntryCount === 0) return;
    left = left.filter((_, index) => Entries[index]?.ErrorCode !== undefined);
    await wait(100 * 2 ** attempt);
  }
  throw new Error(`Cannot put ${left.length} events on the bus: it has not taken them in 5 attempts`);
};

/** A purchase as an entry. Its `eventId` comes from the order, so that an order that is put twice counts once. */
export const purchaseEntry = (order: { readonly id: string; readonly customerId: string; readonly cents: number }) => ({
  EventBusName: 'patron',
  Source: 'shop.checkout',
  DetailType: 'PurchaseMade',
  Detail: JSON.stringify({
    eventId: `order-${order.id}`,
    customerId: order.customerId,
    occurredAt: new Date().toISOString(),
    orderId: order.id,
    currency: 'EUR',
    total: order.cents,
  }),
});
