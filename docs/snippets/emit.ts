import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { createEmitter, EventRefused, money } from 'patron/emit';

/** A checkout that tells Patron of its orders. `client` is of the shop's own making: `new EventBridgeClient({})`. */
export const checkout = (client: EventBridgeClient) => {
  const emitter = createEmitter({ client, busName: 'patron', source: 'shop.checkout' });
  return {
    paid: async (order: {
      readonly id: string;
      readonly customerId: string;
      readonly total: number;
    }): Promise<void> => {
      try {
        await emitter.emit('PurchaseMade', {
          eventId: `order-${order.id}`,
          customerId: order.customerId,
          occurredAt: new Date().toISOString(),
          orderId: order.id,
          currency: 'EUR',
          total: money(order.total, 'EUR'),
        });
      } catch (error) {
        if (!(error instanceof EventRefused)) throw error;
        process.stderr.write(`${error.field} ${error.rule}, not ${error.value}\n`);
      }
    },
    /** At the end of the process: returns when the bus has everything. */
    close: (): Promise<void> => emitter.close(),
  };
};
