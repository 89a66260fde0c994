import type { PersonKey } from '#lib/core/profile/person.ts';
import { parseInstant, type Instant } from '#lib/core/time/instant.ts';
import type { Erasure, SaveResult } from '../customer-store.ts';
import { versionOf } from './load-person.ts';
import { addChanges } from './save-update.ts';
import type { Tables } from './tables.ts';

/** Removes what is kept of a person but for the tombstones of their memberships. */
const removeRows = (tables: Tables, person: PersonKey, at: Instant): void => {
  const { events, facts, refused, outbox, history, former } = tables;
  former.keep(person, [...history.of(person)], at);
  events.removeAll(person);
  facts.removeAll(person);
  refused.removeAll(person);
  outbox.forget(person);
};

/** Erases a person and the visitors linked to them, within a transaction. A conflict has written nothing. */
export const erasePerson = (tables: Tables, { loaded, sequence, changes, announcement }: Erasure): SaveResult => {
  const { persons, outbox } = tables;
  const { receiptId } = announcement;
  const tombstone = { kind: 'erased', sequence, erasedAt: parseInstant(announcement.erasedAt), receiptId } as const;
  if (!persons.write(loaded.person, versionOf(loaded), tombstone)) return 'conflict';
  addChanges(outbox, changes, versionOf(loaded) + 1);
  outbox.add(announcement);
  for (const { person, version, sequence: last } of persons.visitorsOf(loaded.person)) {
    persons.write(person, version, { ...tombstone, sequence: last });
    removeRows(tables, person, tombstone.erasedAt);
  }
  removeRows(tables, loaded.person, tombstone.erasedAt);
  return 'saved';
};
