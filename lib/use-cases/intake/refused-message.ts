import {
  readEntry,
  type EntryMessage,
  type QueueMessage,
  type RedriveMessage,
} from '#lib/ports/queue/queue-message.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';

type Refused = Pick<CustomerStore, 'refused'>;

const readRefused = async (store: Refused, { key, arrivedAt }: RedriveMessage): Promise<EntryMessage | undefined> => {
  const refused = await store.refused(key);
  if (refused === undefined || refused.reason === 'erased') return undefined;
  return { ...readEntry(refused.entry, { id: key.id, arrivedAt }), redriven: true };
};

/**
 * The entry that a message brings: its own, or the refused entry that it names, as if that arrived with it.
 *
 * @returns undefined where the entry is no longer kept, since it was applied or its person was erased, or has no body.
 */
export const broughtBy = async (
  store: Refused,
  message: QueueMessage,
): Promise<Exclude<QueueMessage, RedriveMessage> | undefined> =>
  message.kind === 'redrive' ? readRefused(store, message) : message;
