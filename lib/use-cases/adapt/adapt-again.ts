import type { AdaptedEvent } from '#lib/core/adapters/adapter.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { groupOf, NotQueuedError, type OutgoingMessage } from '#lib/ports/queue/intake-queue.ts';
import { sendMessages, type QueueDeps } from '#lib/ports/queue/send-messages.ts';
import type { CustomerStore, QuarantineEntry } from '#lib/ports/store/customer-store.ts';
import { personOf } from '#lib/core/profile/person.ts';
import { idsIn } from '#events/ids-in-entry.ts';
import { adaptDelivery } from './adapt-delivery.ts';
import { readKept } from './delivery.ts';
import { unusableEntry } from './unusable-entry.ts';

/** The quarantine, and the queue of events. */
export interface AdaptAgainDeps extends QueueDeps {
  readonly store: Pick<CustomerStore, 'quarantine' | 'release'>;
}

/** Each redrive has an arrival of its own, so that the queue drops no event that was sent on a minute ago, and refused. */
const messageOf = (
  event: AdaptedEvent,
  { id, arrivedAt, at }: { readonly id: string; readonly arrivedAt: Instant; readonly at: number },
): OutgoingMessage => ({
  body: JSON.stringify(event),
  group: groupOf(personOf(idsIn(event))),
  deduplicationId: `adapted:${id}:${arrivedAt}:${at}`,
});

/**
 * Makes events of a delivery that was of no use, and sends them into the queue of events; the delivery leaves quarantine then. One that
 * is still of no use stays, with its new reason.
 *
 * @throws {NotQueuedError} when the queue does not take them; those that it has taken are duplicates when they come again.
 */
export const adaptAgain =
  (deps: AdaptAgainDeps) =>
  async ({ id, person, entry }: QuarantineEntry, arrivedAt: Instant): Promise<void> => {
    const delivery = readKept(entry);
    if (delivery === undefined) return;
    const adapted = await adaptDelivery(delivery);
    if ('unusable' in adapted) {
      await deps.store.quarantine(unusableEntry(delivery, { id, arrivedAt, why: adapted.unusable }));
      return;
    }
    const messages = adapted.events.map((event, at) => messageOf(event, { id, arrivedAt, at }));
    const [left] = await sendMessages(deps, messages);
    if (left) throw new NotQueuedError(left.code);
    await deps.store.release({ id, person });
  };
