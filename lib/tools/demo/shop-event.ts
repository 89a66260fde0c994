import { day } from '#lib/core/time/duration.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import type { Person } from './person.ts';

/** The year of the demo. */
export const year = { from: Date.UTC(2025, 10, 1), to: Date.UTC(2026, 10, 1) } as const;

/** An event on its way from the shop to Patron. */
export interface ShopEvent {
  readonly type: string;
  readonly occurredAt: Instant;
  readonly arrivedAt: Instant;
  /** Without `eventId` and `occurredAt`. */
  readonly detail: Readonly<Record<string, unknown>>;
}

/** The instant at an hour, with its fraction, of a day of the year, from 0 to 364. */
export const instantOn = (dayOfYear: number, hour: number): Instant =>
  year.from + Math.floor(dayOfYear) * day + Math.round(hour * 3_600_000);

/** An event that arrives a moment after it happened. */
export const eventAt = (occurredAt: Instant, type: string, detail: ShopEvent['detail']): ShopEvent => ({
  type,
  occurredAt,
  arrivedAt: occurredAt + 350 + (occurredAt % 1300),
  detail,
});

const sources: Readonly<Record<string, string>> = {
  PurchaseMade: 'shop.checkout',
  PurchaseRefunded: 'shop.checkout',
  VisitMade: 'shop.web',
  FeedbackGiven: 'shop.feedback',
};

/** An event's line in a file of events, as EventBridge gives it. */
export const lineOf = ({ type, occurredAt, arrivedAt, detail }: ShopEvent, eventId: string): string =>
  JSON.stringify({
    time: formatInstant(arrivedAt),
    source: sources[type] ?? 'shop.crm',
    'detail-type': type,
    detail: { eventId, occurredAt: formatInstant(occurredAt), ...detail },
  });

/** The id of a person as a customer. */
export const customer = ({ customerId }: Person) => ({ customerId });
