import { isRecord } from '#events/is-record.ts';
import { personOf, type PersonKey } from '#lib/core/profile/person.ts';
import { checkChange, checkErasure } from './check-detail.ts';
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

/** The frame of a snapshot says nothing of a person. */
const frames = ['SnapshotStarted', 'SnapshotFinished'];

const known = [...Object.keys(readers), ...frames];

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
 * @returns undefined for one that says nothing of a person, which is the frame of a snapshot.
 * @throws {EntryRefused} for one that is not Patron's, of a kind that is not a change, or broken.
 */
export const readEntry = (entry: unknown): Arrival | undefined => {
  if (!isRecord(entry)) throw new EntryRefused('an entry', { field: 'entry', rule: 'must be an object', value: entry });
  const { source, 'detail-type': type, detail } = entry;
  if (source !== 'patron')
    throw new EntryRefused('an entry', { field: 'source', rule: 'must be "patron"', value: source });
  if (frames.some((frame) => frame === type)) return undefined;
  const reader = typeof type === 'string' && Object.hasOwn(readers, type) ? readers[type] : undefined;
  if (reader) return reader(String(type), detail);
  throw new EntryRefused('an entry', { field: 'detail-type', rule: `must be one of ${known.join(', ')}`, value: type });
};
