import type { DatabaseSync } from 'node:sqlite';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { LedgerEvent, LedgerKey } from '../customer-store.ts';
import { withoutLoneSurrogates } from '../well-formed.ts';

const pageSize = 500;

/** The ledger: one row for each applied event, under the person of its own ids. */
export const eventRows = (database: DatabaseSync) => {
  const select = database.prepare('SELECT fingerprint FROM event WHERE person = ? AND eventId = ?');
  const insert = database.prepare(
    'INSERT INTO event (person, eventId, fingerprint, arrivedAt, body) VALUES (?, ?, ?, ?, ?)',
  );
  const page = database.prepare(
    `SELECT person, eventId, fingerprint, arrivedAt, body FROM event
     WHERE person = ? AND eventId > ? ORDER BY eventId LIMIT ${pageSize}`,
  );
  const remove = database.prepare('DELETE FROM event WHERE person = ?');

  return {
    /** Undefined where the event is not known. */
    fingerprint: ({ person, eventId }: LedgerKey): string | undefined =>
      select.get(person, eventId)?.['fingerprint'] as string | undefined,
    add: ({ person, eventId, fingerprint, arrivedAt, body }: LedgerEvent): void => {
      insert.run(person, eventId, fingerprint, arrivedAt, withoutLoneSurrogates(body));
    },
    /** A person's events page by page, so that the reader may write in between. */
    *of(person: PersonKey): Iterable<LedgerEvent> {
      for (let after = ''; ;) {
        const events = page.all(person, after) as unknown as LedgerEvent[];
        yield* events;
        const last = events.at(-1);
        if (last === undefined || events.length < pageSize) return;
        after = last.eventId;
      }
    },
    removeAll: (person: PersonKey): void => {
      remove.run(person);
    },
  };
};
