import type { AppliedRow, LedgerRow, NamedEvent, StrippedEvent } from '../customer-store.ts';
import { withoutLoneSurrogates } from '../well-formed.ts';

/** A row of the ledger as its table keeps it. */
export type StoredRow = Pick<AppliedRow, 'person' | 'eventId' | 'fingerprint' | 'arrivedAt'> & {
  readonly body: string;
};

/** The fingerprint of an event that has not come. */
const none = '';

/**
 * The columns of a row. An event as it came is the text of a JSON object; of a row without one, the text is a JSON list,
 * whose only element is the rest of the row.
 */
export const storedRowOf = (row: LedgerRow): StoredRow => {
  if (row.body !== undefined) return { ...row, body: withoutLoneSurrogates(row.body) };
  const { person, eventId, ...rest } = row;
  if (rest.fingerprint === undefined)
    return { person, eventId, fingerprint: none, arrivedAt: 0, body: JSON.stringify([rest]) };
  const { fingerprint, arrivedAt, ...remains } = rest;
  return { person, eventId, fingerprint, arrivedAt, body: JSON.stringify([remains]) };
};

/** Reads what `storedRowOf` wrote. */
export const rowIn = (stored: StoredRow): LedgerRow => {
  if (!stored.body.startsWith('[')) return stored;
  const { person, eventId, fingerprint, arrivedAt } = stored;
  const [rest] = JSON.parse(stored.body) as [Omit<StrippedEvent, keyof StoredRow> & Pick<NamedEvent, 'namedBy'>];
  return fingerprint === none ? { person, eventId, ...rest } : { person, eventId, fingerprint, arrivedAt, ...rest };
};
