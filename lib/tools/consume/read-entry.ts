import { isRecord } from '#events/is-record.ts';
import { personOf, type PersonKey } from '#lib/core/profile/person.ts';
import { checkChange, checkErasure, checkObject } from './check-detail.ts';
import { EntryRefused } from './entry-refused.ts';
import type { CountedChange, ErasedDetail } from './segment-change.ts';

/** What an entry says of a person. */
export type Arrival =
  | { readonly person: PersonKey; readonly change: CountedChange }
  | { readonly person: PersonKey; readonly erased: ErasedDetail };

/** The kinds of entries that say something of a person, and how their details are read. */
const readers: Readonly<Record<string, (type: string, detail: unknown) => Arrival>> = {
  SegmentEntered: (type, detail) => changeIn(type, detail, 'entered'),
  SegmentExited: (type, detail) => changeIn(type, detail, 'exited'),
  SegmentMember: (type, detail) => snapshotIn(type, detail),
  ProfileErased: (type, detail) => {
    const erased = checkErasure(type, detail) as ErasedDetail;
    return { person: personOf(erased), erased };
  },
};

/**
 * Whether a detail says nothing of a person. It is told by the lack of an id and not by the names of today, since a later version of
 * Patron may announce more.
 *
 * @throws {EntryRefused} for a detail that is not an object.
 */
const isOfNobody = (type: string, detail: unknown): boolean => {
  const { customerId, anonymousId } = checkObject(type, detail);
  return customerId === undefined && anonymousId === undefined;
};

/** Reads a change, whatever brought it. */
export const changeIn = (
  what: string,
  detail: unknown,
  status?: 'entered' | 'exited',
): Arrival & { change: CountedChange } => {
  const change = checkChange(what, detail, status) as CountedChange & Record<string, unknown>;
  return { person: personOf(change), change };
};

const snapshotIn = (type: string, detail: unknown): Arrival => {
  const arrival = changeIn(type, detail, 'entered');
  if (arrival.change.origin === 'snapshot') return arrival;
  throw new EntryRefused(type, { field: 'detail.origin', rule: 'must be "snapshot"', value: arrival.change.origin });
};

/**
 * Reads an entry of Patron's.
 *
 * @returns undefined for one that says nothing of a person, such as the frame of a snapshot or the end of a backfill.
 * @throws {EntryRefused} for one that is not Patron's, that says of a person what is not known here, or that is broken.
 */
export const readEntry = (entry: unknown): Arrival | undefined => {
  if (!isRecord(entry)) throw new EntryRefused('an entry', { field: 'entry', rule: 'must be an object', value: entry });
  const { source, 'detail-type': type, detail } = entry;
  if (source !== 'patron')
    throw new EntryRefused('an entry', { field: 'source', rule: 'must be "patron"', value: source });
  if (typeof type !== 'string' || type === '')
    throw new EntryRefused('an entry', { field: 'detail-type', rule: 'must be a name', value: type });
  const reader = Object.hasOwn(readers, type) ? readers[type] : undefined;
  if (reader) return reader(type, detail);
  if (isOfNobody(type, detail)) return undefined;
  const rule = `must be one of ${Object.keys(readers).join(', ')} where detail names a person`;
  throw new EntryRefused('an entry', { field: 'detail-type', rule, value: type });
};
