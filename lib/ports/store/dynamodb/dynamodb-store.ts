import type { RefusalReason } from '#events/accept-entry.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type {
  AppliedRow,
  AskedEvent,
  BehindPage,
  ChangeRow,
  ChangesAfter,
  CustomerStore,
  CustomerUpdate,
  DuePerson,
  Erasure,
  LedgerRow,
  LoadedPerson,
  PlacedEntry,
  ProfilePage,
  QuarantineEntry,
  QuarantineKey,
  SaveResult,
  StorePart,
} from '../customer-store.ts';
import { behindPersons } from './behind-persons.ts';
import { changesAfter } from './changes-after.ts';
import { duePersons } from './due-index.ts';
import { erasePerson, finishErasure } from './erase-person.ts';
import { historyOf, ledgerOf, quarantinedOf } from './held-rows.ts';
import { loadPerson, loadedItem, storedOf } from './load-person.ts';
import { visitorsOf } from './partition.ts';
import { profiledPersons } from './profiled-persons.ts';
import {
  countQuarantined,
  deleteQuarantined,
  placedRows,
  putQuarantined,
  quarantinedRow,
  quarantinedRows,
} from './quarantine-rows.ts';
import { RecentPartitions } from './recent-partitions.ts';
import { recordRows } from './record-rows.ts';
import { saveUpdate } from './save-update.ts';
import type { Table } from './table.ts';
import { tableSize } from './table-size.ts';
import { owedEvents } from './unsettled.ts';

/**
 * A store in one DynamoDB table. A save commits by one conditional put, or by one transaction where that is cheaper. The put
 * lists the rows that it owes, and the rows of its changes, of the facts that it tells and then of its events follow. A later reader knows an event by
 * its row or by that list.
 *
 * Every method throws what DynamoDB throws, once the SDK has given up.
 */
class DynamoDbStore implements CustomerStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  load(person: PersonKey, events: readonly AskedEvent[]): Promise<LoadedPerson> {
    return loadPerson(this.#table, person, events);
  }

  save(update: CustomerUpdate): Promise<SaveResult> {
    return saveUpdate(this.#table, update);
  }

  erase(erasure: Erasure): Promise<SaveResult> {
    return erasePerson(this.#table, erasure);
  }

  recordAgain(loaded: LoadedPerson, duplicates: readonly AppliedRow[]): Promise<void> {
    const stored = storedOf(loaded);
    if (stored.record?.kind === 'erased') return finishErasure(this.#table, stored);
    return recordRows(this.#table, stored.unsettled.changes, owedEvents(stored.unsettled, duplicates));
  }

  quarantine(entry: QuarantineEntry): Promise<void> {
    return putQuarantined(this.#table, entry);
  }

  refused(key: QuarantineKey): Promise<QuarantineEntry | undefined> {
    return quarantinedRow(this.#table, key);
  }

  release(key: QuarantineKey): Promise<void> {
    return deleteQuarantined(this.#table, key);
  }

  quarantinedFor(reason: RefusalReason): AsyncIterable<QuarantineEntry> {
    return quarantinedRows(this.#table, reason);
  }

  quarantinedAfter(reason: RefusalReason, after?: string): AsyncIterable<PlacedEntry> {
    return placedRows(this.#table, reason, after);
  }

  quarantinedCount(reason: RefusalReason): Promise<number> {
    return countQuarantined(this.#table, reason);
  }

  quarantinedOf(person: PersonKey): AsyncIterable<QuarantineEntry> {
    return quarantinedOf(this.#table, person);
  }

  due(until: Instant): AsyncIterable<DuePerson> {
    return duePersons(this.#table, until);
  }

  ledger(person: PersonKey): AsyncIterable<LedgerRow> {
    return ledgerOf(this.#table, person);
  }

  history(person: PersonKey): AsyncIterable<ChangeRow> {
    return historyOf(this.#table, person);
  }

  changesAfter(loaded: LoadedPerson, asked: ChangesAfter): AsyncIterable<ChangeRow> {
    return changesAfter(this.#table, loadedItem(loaded), asked);
  }

  visitors(customer: PersonKey): AsyncIterable<PersonKey> {
    return visitorsOf(this.#table, customer);
  }

  behind(catalogue: string, part: StorePart): Promise<BehindPage> {
    return behindPersons(this.#table, catalogue, part);
  }

  everybody(part: StorePart): Promise<ProfilePage> {
    return profiledPersons(this.#table, part);
  }

  async rowCount(): Promise<number> {
    return (await tableSize(this.#table)).rows;
  }
}

export type { DynamoDbStore };

/** A store for those who look at everybody, person by person, and save nothing: each person's rows are read at once. */
export const dynamoDbReader = (
  table: Table,
): Pick<CustomerStore, 'everybody' | 'load' | 'ledger' | 'history' | 'visitors' | 'rowCount'> =>
  new DynamoDbStore({ ...table, partitions: new RecentPartitions(table) });

/** The store in a DynamoDB table. */
export const dynamoDbStore = (table: Table): DynamoDbStore => new DynamoDbStore(table);
