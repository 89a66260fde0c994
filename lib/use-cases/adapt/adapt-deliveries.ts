import type { AdaptedEvent } from '#lib/core/adapters/adapter.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { RetryDeps } from '#lib/ports/backoff.ts';
import { putEvents, type EventBus } from '#lib/ports/publisher/put-events.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { adaptDelivery } from './adapt-delivery.ts';
import type { Delivery } from './delivery.ts';
import { unusableEntry } from './unusable-entry.ts';

/** The bus that events go to, and where what is of no use is kept. */
export interface AdaptDeps extends RetryDeps {
  readonly bus: EventBus;
  readonly store: Pick<CustomerStore, 'quarantine'>;
}

/** A delivery with the message that brought it. */
export interface BroughtDelivery {
  readonly id: string;
  readonly arrivedAt: Instant;
  readonly delivery: Delivery;
}

/** The outcome of some deliveries. */
export interface AdaptedDeliveries {
  /** How many events were put on the bus. */
  readonly events: number;
  /** How many deliveries were kept, since no event can be made of them. */
  readonly unusable: number;
  /** The ids of those that must come again, with the reason. Their events may be on the bus in part: they are duplicates then. */
  readonly failed: ReadonlyMap<string, unknown>;
}

/** Thrown for an event that the bus has not taken, however often it was put. */
class NotPutError extends Error {
  override readonly name = 'NotPutError';
}

/** Makes events of deliveries and puts them on the bus together; keeps those of which none can be made. */
export const adaptDeliveries = async (
  deps: AdaptDeps,
  deliveries: readonly BroughtDelivery[],
): Promise<AdaptedDeliveries> => {
  const failed = new Map<string, unknown>();
  const events: { readonly id: string; readonly event: AdaptedEvent }[] = [];
  let unusable = 0;
  for (const { id, arrivedAt, delivery } of deliveries) {
    const adapted = await adaptDelivery(delivery);
    if ('events' in adapted) events.push(...adapted.events.map((event) => ({ id, event })));
    else if (await isKept(deps, failed, unusableEntry(delivery, { id, arrivedAt, why: adapted.unusable })))
      unusable += 1;
  }
  const left = await putEvents(deps, events);
  for (const { item, code } of left) failed.set(item.id, new NotPutError(`Cannot put an event on the bus: ${code}`));
  return { events: events.length - left.length, unusable, failed };
};

const isKept = async (
  { store }: AdaptDeps,
  failed: Map<string, unknown>,
  entry: Parameters<CustomerStore['quarantine']>[0],
): Promise<boolean> => {
  try {
    await store.quarantine(entry);
    return true;
  } catch (error) {
    failed.set(entry.id, error);
    return false;
  }
};
