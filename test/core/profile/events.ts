import { acceptEntry } from '#events/accept-entry.ts';
import type { EventType } from '#events/incoming-event.ts';
import { factOf, type ArrivedEvent, type Fact } from '#lib/core/profile/fact.ts';
import { parseInstant } from '#lib/core/time/instant.ts';

/** An event that arrived when it happened, unless `arrivedAt` says otherwise. */
export type Told = ArrivedEvent;

interface Telling {
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

/** Makes accepted events of one type, with what they must say unless something else is told. */
const telling =
  (type: EventType, usual: object) =>
  ({ at, arrivedAt = at, eventId = nextId(), ...detail }: Telling): Told => {
    const accepted = acceptEntry({
      'detail-type': type,
      source: 'shop',
      detail: { eventId, customerId: 'ann', occurredAt: at, ...usual, ...detail },
    });
    if (!accepted.ok) throw new TypeError(accepted.refusal.message);
    return { event: accepted.event, arrivedAt: parseInstant(arrivedAt) };
  };

export const purchase = telling('PurchaseMade', { orderId: 'o-1', currency: 'GBP', total: 10_00 });
export const refund = telling('PurchaseRefunded', { orderId: 'o-1', currency: 'GBP', amount: 1_00 });
export const visit = telling('VisitMade', {});
export const feedback = telling('FeedbackGiven', { kind: 'csat' });
export const described = telling('CustomerDescribed', { via: 'crm', traits: {} });
export const consent = telling('ConsentChanged', { purpose: 'marketing', granted: true });
export const link = telling('IdentityLinked', { anonymousId: 'v-1' });

/** As it is folded at its own arrival. */
export const fact = (told: Told): Fact => factOf(told, told.arrivedAt);
