import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { createEmitter, EventRefused, money, type Emitter } from 'patron/emit';
import { acceptEntry, incomingEvents, type AnnouncementDetailOf, type IncomingEvent } from 'patron/events';
import purchaseSchema from 'patron/schemas/catalogue.json' with { type: 'json' };
import { all, catalogue, not, performed, segment, sum, trait, type Part } from 'patron/segments';

/** A part that other files use: with `declaration`, its type must have a name. */
export const spentMuch: Part = sum('PurchaseMade', 'total').within('P30D').is({ gte: 100_00 });

export const shop = catalogue({
  currency: 'EUR',
  segments: [
    segment({
      key: 'lapsing',
      when: all(trait('orders.count').is({ gte: 3 }), not(performed('PurchaseMade').within('P60D')), spentMuch),
    }),
  ],
});

export const totalOf = (event: IncomingEvent): number => (event.type === 'PurchaseMade' ? event.detail.total : 0);

export const mailOf = ({ segment: { key }, changeId }: AnnouncementDetailOf<'SegmentEntered'>): string =>
  `${key} ${changeId}`;

const client = new EventBridgeClient({ region: 'eu-west-1' });
export const emitter: Emitter = createEmitter({ client, busName: 'patron', source: 'shop.checkout' });

const order = { customerId: 'cust-42', occurredAt: '2026-11-01T09:00:00Z', orderId: 'o-1', currency: 'EUR' };

const refused: unknown = await emitter
  .emit('PurchaseMade', { ...order, total: 19.99 })
  .catch((error: unknown) => error);
// @ts-expect-error A visit has no total.
export const wrong = () => emitter.emit('VisitMade', { ...order, total: money(19.99, 'EUR') });

const detail = { ...order, eventId: 'order-1', total: money(19.99, 'EUR') };
const accepted = acceptEntry({ source: 'shop', 'detail-type': incomingEvents.PurchaseMade.type, detail });

process.stdout.write(
  JSON.stringify({
    total: accepted.ok && totalOf(accepted.event),
    field: refused instanceof EventRefused && refused.field,
    keys: shop.segments.map(({ key }) => key),
    schema: purchaseSchema.$schema,
  }),
);
