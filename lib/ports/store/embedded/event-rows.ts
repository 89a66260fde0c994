import type { DatabaseSync } from 'node:sqlite';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { LedgerEvent, LedgerKey } from '../customer-store.ts';
import { withoutLoneSurrogates } from '../well-formed.ts';
import { paged } from './paged.ts';
import { firstRow, rows } from './rows.ts';

const pageSize = 500;

/** The ledger: one row for each applied event, under the person of its own ids. */
export const eventRows = (database: DatabaseSync) => {
  const fingerprint = firstRow<Pick<LedgerEvent, 'fingerprint'>>(
    database.prepare('SELECT fingerprint FROM event WHERE person = ? AND eventId = ?'),
  );
  const insert = database.prepare(
    'INSERT INTO event (person, eventId, fingerprint, arrivedAt, body) VALUES (?, ?, ?, ?, ?)',
  );
  const page = rows<LedgerEvent>(
    database.prepare(
      `SELECT person, eventId, fingerprint, arrivedAt, body FROM event
       WHERE person = ? AND eventId > ? ORDER BY eventId LIMIT ${pageSize}`,
    ),
  );
  const remove = database.prepare('DELETE FROM event WHERE person = ?');

  return {
    /** The fingerprint of an event; undefined where it was not applied. */
    fingerprint: ({ person, eventId }: LedgerKey): string | undefined => fingerprint(person, eventId)?.fingerprint,
    add: ({ person, eventId, fingerprint: hash, arrivedAt, body }: LedgerEvent): void => {
      insert.run(person, eventId, hash, arrivedAt, withoutLoneSurrogates(body));
    },
    /** A person's events by id. The reader may write in between. */
    of: (person: PersonKey): Iterable<LedgerEvent> => paged(pageSize, (last) => page(person, last?.eventId ?? '')),
    removeAll: (person: PersonKey): void => {
      remove.run(person);
    },
  };
};
