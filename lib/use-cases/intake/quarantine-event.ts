import { groupOf } from '#lib/ports/queue/intake-queue.ts';
import type { EntryMessage } from '#lib/ports/queue/queue-message.ts';
import { sendOne, type QueueDeps } from '#lib/ports/queue/send-messages.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { forwarded, quarantined, type Outcome } from '../update/outcome.ts';
import { quarantineEntry } from '../update/quarantine-entry.ts';
import { admitEntry } from './admit-entry.ts';

/** The quarantine, and the queue for messages without a fault. */
export interface QuarantineDeps extends QueueDeps {
  readonly store: Pick<CustomerStore, 'quarantine'>;
}

/**
 * Takes a message that no rule could route, or that a rule could not deliver, and quarantines it with the fault found. A
 * message without a fault only failed on its way, and goes into the intake queue again.
 *
 * @returns the outcome.
 * @throws {NotQueuedError} when the queue refuses a good one every time.
 */
export const quarantineEvent = async (deps: QuarantineDeps, message: EntryMessage): Promise<Outcome> => {
  const admitted = admitEntry(message);
  if (admitted.kind === 'refused') {
    await deps.store.quarantine(quarantineEntry(message, admitted.refusal));
    return quarantined(admitted.refusal);
  }
  const body = message.text ?? JSON.stringify(message.entry);
  await sendOne(deps, { body, group: groupOf(admitted.person), deduplicationId: `again:${message.id}` });
  return forwarded;
};
