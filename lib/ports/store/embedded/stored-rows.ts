import { fingerprintOfBody } from '#events/event-texts.ts';
import type { AppliedRow, LedgerRow, NamedEvent, StrippedEvent } from '../customer-store.ts';
import { withoutLoneSurrogates } from '../well-formed.ts';

/** A row of the ledger as its table keeps it. */
export type StoredRow = Pick<AppliedRow, 'person' | 'eventId' | 'fingerprint' | 'arrivedAt'> & {
  readonly body: string;
};

/** The fingerprint of an event that has not come. */
const none = '';

/** In place of a fingerprint that is worked out of the body when it is asked for: files of earlier versions have the fingerprint itself. */
const ofItsBody = '-';

/**
 * The columns of a row. An event as it came is the text of a JSON object; of a row without one, the text is a JSON list,
 * whose only element is the rest of the row.
 */
export const storedRowOf = (row: LedgerRow): StoredRow => {
  const { person, eventId } = row;
  if (row.body !== undefined) {
    const { arrivedAt, body } = row;
    return { person, eventId, fingerprint: ofItsBody, arrivedAt, body: withoutLoneSurrogates(body) };
  }
  const { person: _person, eventId: _eventId, ...rest } = row;
  if (rest.fingerprint === undefined)
    return { person, eventId, fingerprint: none, arrivedAt: 0, body: JSON.stringify([rest]) };
  const { fingerprint, arrivedAt, ...remains } = rest;
  return { person, eventId, fingerprint, arrivedAt, body: JSON.stringify([remains]) };
};

const withFingerprint = (stored: StoredRow): LedgerRow => {
  let worked: string | undefined;
  return {
    ...stored,
    get fingerprint() {
      return (worked ??= fingerprintOfBody(stored.body));
    },
  };
};

/** Reads what `storedRowOf` wrote. */
export const rowIn = (stored: StoredRow): LedgerRow => {
  if (!stored.body.startsWith('[')) return stored.fingerprint === ofItsBody ? withFingerprint(stored) : stored;
  const { person, eventId, fingerprint, arrivedAt } = stored;
  const [rest] = JSON.parse(stored.body) as [Omit<StrippedEvent, keyof StoredRow> & Pick<NamedEvent, 'namedBy'>];
  return fingerprint === none ? { person, eventId, ...rest } : { person, eventId, fingerprint, arrivedAt, ...rest };
};
