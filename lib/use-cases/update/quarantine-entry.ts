import type { Refusal } from '#events/accept-entry.ts';
import { idsIn } from '#events/ids-in-entry.ts';
import { isRecord } from '#events/is-record.ts';
import { personOf, type PersonKey } from '#lib/core/profile/person.ts';
import type { EntryMessage } from '#lib/ports/queue/queue-message.ts';
import type { QuarantineEntry, QuarantineKey } from '#lib/ports/store/customer-store.ts';

/** The parts of a message that quarantine keeps. */
export type RefusedMessage = Pick<EntryMessage, 'id' | 'entry' | 'text' | 'arrivedAt'>;

const withoutBody = (entry: unknown): string => {
  if (!isRecord(entry)) return '';
  const { detail: _forgotten, ...envelope } = entry;
  return JSON.stringify(envelope);
};

const entryText = ({ entry, text }: RefusedMessage): string => text ?? JSON.stringify(entry);

/** The person an entry belongs to, as far as its ids say; the entry need not be an event. */
const personIn = (entry: unknown): PersonKey | undefined => {
  const ids = idsIn(entry);
  return ids.customerId === undefined && ids.anonymousId === undefined ? undefined : personOf(ids);
};

/** The key of a refused message: under the entry's own ids, as in the ledger, so that a later link does not matter. */
export const quarantineKeyOf = ({ id, entry }: Pick<RefusedMessage, 'id' | 'entry'>): QuarantineKey => ({
  id,
  person: personIn(entry),
});

/**
 * The record of a refused message: the whole entry or, for a person who was erased, the entry without its `detail`.
 */
export const quarantineEntry = (
  refused: RefusedMessage,
  { reason, field, rule, message }: Refusal,
): QuarantineEntry => {
  const entry = reason === 'erased' ? withoutBody(refused.entry) : entryText(refused);
  return {
    ...quarantineKeyOf(refused),
    reason,
    field,
    rule,
    message,
    entry,
    arrivedAt: refused.arrivedAt,
  };
};
