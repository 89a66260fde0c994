import {
  readEntry,
  type EntryMessage,
  type QueueMessage,
  type RedriveMessage,
} from '#lib/ports/queue/queue-message.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { CustomerStore, QuarantineEntry } from '#lib/ports/store/customer-store.ts';

/** The quarantine, and what makes events of deliveries that it keeps. */
interface RefusedDeps {
  readonly store: Pick<CustomerStore, 'refused'>;
  /** Sends on the events of a delivery; one without it is left in quarantine. */
  readonly adaptAgain?: ((refused: QuarantineEntry, arrivedAt: Instant) => Promise<void>) | undefined;
}

const readRefused = async (
  { store, adaptAgain }: RefusedDeps,
  { key, arrivedAt }: RedriveMessage,
): Promise<EntryMessage | undefined> => {
  const refused = await store.refused(key);
  if (refused === undefined || refused.reason === 'erased') return undefined;
  if (refused.reason === 'unusable') {
    await adaptAgain?.(refused, arrivedAt);
    return undefined;
  }
  return { ...readEntry(refused.entry, { id: key.id, arrivedAt }), redriven: true };
};

/**
 * The entry that a message brings: its own, or the refused entry that it names, as if that arrived with it.
 *
 * @returns undefined where the entry is no longer kept, since it was applied or its person was erased, or has no body; and of a delivery,
 * whose events come as messages of their own.
 */
export const broughtBy = async (
  deps: RefusedDeps,
  message: QueueMessage,
): Promise<Exclude<QueueMessage, RedriveMessage> | undefined> =>
  message.kind === 'redrive' ? readRefused(deps, message) : message;
