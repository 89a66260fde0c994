import { acceptEntry } from '#events/accept-entry.ts';
import type { EventType } from '#events/incoming-event.ts';
import { factOf, type ArrivedEvent, type Fact } from '#lib/core/profile/fact.ts';
import { parseInstant } from '#lib/core/time/instant.ts';

/** The fields of an event; it arrives when it happens unless `arrivedAt` says otherwise. */
interface Fields {
  readonly at: string;
  readonly arrivedAt?: string;
  readonly eventId?: string;
  readonly [field: string]: unknown;
}

let count = 0;

const nextId = (): string => {
  count += 1;
  return `e-${String(count).padStart(6, '0')}`;
};

/** Makes accepted events of one type; `usual` has the fields that every such event needs. */
const eventsOf =
  (type: EventType, usual: object) =>
  ({ at, arrivedAt = at, eventId = nextId(), ...detail }: Fields): ArrivedEvent => {
    const accepted = acceptEntry({
      'detail-type': type,
      source: 'shop',
      detail: { eventId, customerId: 'ann', occurredAt: at, ...usual, ...detail },
    });
    if (!accepted.ok) throw new TypeError(accepted.refusal.message);
    return { event: accepted.event, arrivedAt: parseInstant(arrivedAt) };
  };

export const purchase = eventsOf('PurchaseMade', { orderId: 'o-1', currency: 'GBP', total: 10_00 });
export const refund = eventsOf('PurchaseRefunded', { orderId: 'o-1', currency: 'GBP', amount: 1_00 });
export const visit = eventsOf('VisitMade', {});
export const feedback = eventsOf('FeedbackGiven', { kind: 'csat' });
export const described = eventsOf('CustomerDescribed', { via: 'crm', traits: {} });
export const consent = eventsOf('ConsentChanged', { purpose: 'marketing', granted: true });
export const link = eventsOf('IdentityLinked', { anonymousId: 'v-1' });

export const withdrawal = eventsOf('EventWithdrawn', { replaces: 'e-0' });

/** An event as it is folded at its own arrival. */
export const fact = (arrived: ArrivedEvent): Fact => factOf(arrived, arrived.arrivedAt);
