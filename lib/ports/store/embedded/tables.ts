import type { DatabaseSync } from 'node:sqlite';
import { changeHistory } from './change-history.ts';
import { eventRows } from './event-rows.ts';
import { factRows } from './fact-rows.ts';
import { formerMembers } from './former-members.ts';
import type { Draft } from './draft.ts';
import type { Indexes } from './indexes.ts';
import { outbox } from './outbox.ts';
import { Persons } from './persons.ts';
import { quarantineRows } from './quarantine-rows.ts';

/** The tables of the store's database. */
export interface Tables {
  readonly persons: Persons;
  /** The ledger. */
  readonly events: ReturnType<typeof eventRows>;
  /** The newest telling of each fact. */
  readonly facts: ReturnType<typeof factRows>;
  /** Changes and announcements that wait to be published. */
  readonly outbox: ReturnType<typeof outbox>;
  /** The changes of each person, published or not. */
  readonly history: ReturnType<typeof changeHistory>;
  readonly refused: ReturnType<typeof quarantineRows>;
  /** The segments that erased people were in. */
  readonly former: ReturnType<typeof formerMembers>;
}

/**
 * Prepares the statements for the tables of an open database.
 *
 * @param draft - how the tables are filled.
 */
export const tablesIn = (database: DatabaseSync, draft: Draft, indexes: Indexes): Tables => ({
  persons: new Persons(database, indexes, draft.part?.of),
  events: eventRows(database, draft, indexes),
  facts: factRows(database),
  outbox: outbox(database, draft, indexes),
  history: changeHistory(database, indexes),
  refused: quarantineRows(database),
  former: formerMembers(database),
});
