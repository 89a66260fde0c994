import { acceptEntry } from '#events/accept-entry.ts';
import { canaryId, canarySource } from '#events/canary.ts';
import type { EventType } from '#events/incoming-event.ts';
import { apply } from '#lib/core/engine/apply.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';

/** An event of the made-up person, as it is put on the bus. */
export interface CanaryEvent {
  readonly source: typeof canarySource;
  readonly 'detail-type': EventType;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** The types of event that are tried, and so may be put: the likeliest to bring a change first, and the erasure. */
export const canaryEventTypes = [
  'PurchaseMade',
  'VisitMade',
  'FeedbackGiven',
  'ConsentChanged',
  'CustomerDescribed',
  'ErasureRequested',
] as const satisfies readonly EventType[];

type Tried = (typeof canaryEventTypes)[number];

const detailsFor = (run: string, currency: string): Readonly<Record<Tried, object>> => ({
  PurchaseMade: { orderId: `canary-${run}`, currency, total: 1 },
  VisitMade: { path: '/' },
  FeedbackGiven: { kind: 'rating', score: 5 },
  ConsentChanged: { purpose: 'marketing', granted: true },
  CustomerDescribed: { via: 'crm', traits: { geographic: { country: 'GB' } } },
  ErasureRequested: {},
});

/** What names an event. */
interface Naming {
  /** The id of the run. */
  readonly run: string;
  readonly at: Instant;
  /** The currency of the catalogue. */
  readonly currency: string;
}

/** An event of the made-up person now. */
export const canaryEvent = (type: Tried, { run, at, currency }: Naming): CanaryEvent => ({
  source: canarySource,
  'detail-type': type,
  detail: {
    eventId: `canary-${run}-${canaryEventTypes.indexOf(type)}`,
    customerId: canaryId,
    occurredAt: formatInstant(at),
    ...detailsFor(run, currency)[type],
  },
});

/** The segments that the event would bring a new person into, of those that are not quiet. */
const enteredBy = (catalogue: Catalogue, event: CanaryEvent, arrivedAt: Instant): readonly string[] => {
  const accepted = acceptEntry(event);
  if (!accepted.ok) return [];
  const { changes } = apply(catalogue, undefined, { event: accepted.event, arrivedAt });
  return changes.flatMap((instant) => instant.changes.map(({ segment }) => segment.key));
};

/**
 * Chooses the event that brings the made-up person into a segment of the catalogue.
 *
 * @returns it, with the keys of the segments that it enters; a purchase and none, in a catalogue in which nothing fits.
 */
export const chooseEvent = (
  catalogue: Catalogue,
  run: string,
  at: Instant,
): { readonly event: CanaryEvent; readonly enters: readonly string[] } => {
  const naming = { run, at, currency: catalogue.currency };
  const tried = canaryEventTypes
    .filter((type) => type !== 'ErasureRequested')
    .map((type) => {
      const event = canaryEvent(type, naming);
      return { event, enters: enteredBy(catalogue, event, at) };
    });
  return tried.find(({ enters }) => enters.length > 0) ?? { event: canaryEvent('PurchaseMade', naming), enters: [] };
};
