import { admitEntry } from '#lib/use-cases/intake/admit-entry.ts';
import type { Arrival } from '#lib/use-cases/update/arrival.ts';
import { idsIn } from '#events/ids-in-entry.ts';
import { personOf, type PersonKey } from '#lib/core/profile/person.ts';
import { readDiverted } from '#lib/ports/queue/diverted-messages.ts';
import { readEntry, readMessage, type EntryMessage } from '#lib/ports/queue/queue-message.ts';
import { personOfItem } from '#lib/ports/store/dynamodb/person-item.ts';
import { profileSortKey, unroutedPartition } from '#lib/ports/store/table-keys.ts';
import type { MemoryTable } from '#test/support/memory-table.ts';
import type { Message, SimulatedQueue } from './simulated-queue.ts';

type Sent = Pick<Message, 'id' | 'body' | 'arrivedAt'>;

interface Kept {
  readonly table: MemoryTable;
  readonly queue: SimulatedQueue;
  readonly slow: SimulatedQueue;
}

const recordIn = (table: MemoryTable, person: PersonKey) =>
  personOfItem(person, table.item(person, profileSortKey)).record;

/** Whether the person, or the customer that the visitor is by now, was erased. */
const isErased = (table: MemoryTable, person: PersonKey): boolean => {
  const record = recordIn(table, person);
  return record?.kind === 'linked' ? isErased(table, record.to) : record?.kind === 'erased';
};

const ownPersonOf = (entry: unknown): PersonKey | undefined => {
  const ids = idsIn(entry);
  return ids.customerId === undefined && ids.anonymousId === undefined ? undefined : personOf(ids);
};

const isForwarded = ({ queue }: Kept, { id, to }: EntryMessage): boolean =>
  to === undefined && queue.taken.some(({ body }) => body.startsWith('{"forwarded"') && JSON.parse(body).id === id);

const isRecorded = (kept: Kept, person: PersonKey, { event, fingerprint }: Arrival): boolean => {
  const row = kept.table.item(person, `EVENT#${event.detail.eventId}`);
  return row?.['fingerprint']?.S === fingerprint || isErased(kept.table, person);
};

/** The entry that a message brings; one that has a refused entry taken again only names the message that first brought it. */
const entryBrought = ({ queue }: Kept, { id, body, arrivedAt }: Sent): EntryMessage | undefined => {
  const message = readMessage(body, { id, arrivedAt });
  if (message.kind === 'entry') return message;
  const first = message.kind === 'redrive' && queue.taken.find((taken) => taken.id === message.key.id);
  return first ? { ...readEntry(first.body, { id: first.id, arrivedAt }), redriven: true } : undefined;
};

/** Whether the slow queue has ever taken a message, with the arrival that it had. */
const isDiverted = ({ slow }: Kept, sent: Sent): boolean =>
  slow.taken.some(({ body }) =>
    readDiverted(body)?.messages.some(({ id, arrivedAt }) => id === sent.id && arrivedAt === sent.arrivedAt),
  );

/** Whether a message that is to be acknowledged has left in the table, in the queue or in the dead letters all that it must. */
export const isAccountedFor = (kept: Kept, sent: Sent): boolean => {
  const diverted = readDiverted(sent.body);
  if (diverted !== undefined) return diverted.messages.every((message) => isSettled(kept, message));
  return isDiverted(kept, sent) || isSettled(kept, sent);
};

const isSettled = (kept: Kept, sent: Sent): boolean => {
  if (kept.queue.givenUp.has(sent.body)) return true;
  const message = entryBrought(kept, sent);
  if (message === undefined) return true;
  const person = ownPersonOf(message.entry);
  if (kept.table.item(person ?? unroutedPartition, `QUARANTINE#${message.id}`)) return true;
  const admitted = admitEntry(message);
  if (person === undefined) return false;
  if (admitted.kind === 'refused') return isErased(kept.table, person);
  return isRecorded(kept, person, admitted.arrival) || isForwarded(kept, message);
};
