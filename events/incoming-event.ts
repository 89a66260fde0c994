import { consentChanged } from './consent-changed.ts';
import { customerDescribed } from './customer-described.ts';
import { erasureRequested } from './erasure-requested.ts';
import { eventWithdrawn } from './event-withdrawn.ts';
import { feedbackGiven } from './feedback-given.ts';
import { identityLinked } from './identity-linked.ts';
import { purchaseMade } from './purchase-made.ts';
import { purchaseRefunded } from './purchase-refunded.ts';
import { visitMade } from './visit-made.ts';

/** Every kind of event that shops send, by its `detail-type`. */
export const incomingEvents = {
  PurchaseMade: purchaseMade,
  PurchaseRefunded: purchaseRefunded,
  VisitMade: visitMade,
  FeedbackGiven: feedbackGiven,
  CustomerDescribed: customerDescribed,
  IdentityLinked: identityLinked,
  ConsentChanged: consentChanged,
  EventWithdrawn: eventWithdrawn,
  ErasureRequested: erasureRequested,
} as const;

/** The `detail-type` of an incoming event. */
export type EventType = keyof typeof incomingEvents;

/** The detail of a checked event of one type: only its known fields. */
export type DetailOf<Type extends EventType> = Readonly<
  NonNullable<ReturnType<(typeof incomingEvents)[Type]['read']>['event']>['detail']
>;

/** A checked event, of any type by default; switch on `type`. */
export type IncomingEvent<Type extends EventType = EventType> = {
  [OneType in Type]: { readonly type: OneType; readonly detail: DetailOf<OneType> };
}[Type];

/** Every `detail-type` that shops send. */
export const eventTypes: readonly EventType[] = Object.values(incomingEvents).map(({ type }) => type);

/** A `detail-type` that conditions ask about: a withdrawal says nothing of its own. */
export type PerformedType = Exclude<EventType, 'EventWithdrawn'>;

/** Every `detail-type` that conditions ask about. */
export const performedTypes: readonly PerformedType[] = eventTypes.filter((type) => type !== 'EventWithdrawn');

/** Whether a value is a `detail-type` that conditions ask about. */
export const isPerformedType = (value: unknown): value is PerformedType =>
  isEventType(value) && value !== 'EventWithdrawn';

/** Whether a value is the `detail-type` of an incoming event. */
export const isEventType = (value: unknown): value is EventType =>
  typeof value === 'string' && Object.hasOwn(incomingEvents, value);
