import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { AskedEvent, LedgerKey, LoadedPerson, PersonRecord } from '../customer-store.ts';
import type { Detour } from '../detours.ts';
import { attributeNames } from '../table-keys.ts';
import { answerAbout, answerKeys, answerNames, noAnswer, type Answer } from './answers.ts';
import { readLastingRows, readRows } from './batch-calls.ts';
import { changeKey } from './change-rows.ts';
import { eventKey, fingerprintIn } from './event-rows.ts';
import { hasExpired } from './expiry.ts';
import { keyAttributes, keyId, type Item, type ItemKey } from './item.ts';
import { personItemKey, personOfItem, type PersonItem } from './person-item.ts';
import type { Table } from './table.ts';
import { isProvable, withoutSeen, type Unsettled } from './unsettled.ts';

/** A person as loaded. `stored.unsettled` is what earlier commits have not yet been seen to have recorded. */
export class LoadedItem implements LoadedPerson {
  readonly stored: PersonItem;
  readonly known: LoadedPerson['known'];
  readonly named: LoadedPerson['named'];
  readonly stripped: LoadedPerson['stripped'];
  readonly newest: LoadedPerson['newest'];

  constructor(stored: PersonItem, answered: Answer) {
    this.stored = stored;
    this.known = answered.known;
    this.named = answered.named;
    this.stripped = answered.stripped;
    this.newest = answered.newest;
  }

  get person(): PersonKey {
    return this.stored.person;
  }

  get record(): PersonRecord | undefined {
    return this.stored.record;
  }

  get unrecorded(): readonly LedgerKey[] {
    return this.stored.unsettled.events;
  }

  get detour(): Detour | undefined {
    return this.stored.detour;
  }

  get dueAt(): Instant | undefined {
    return this.stored.dueAt;
  }
}

/**
 * A loaded person as this store has loaded them.
 *
 * @throws {TypeError} for a person that another store loaded.
 */
export const loadedItem = (loaded: LoadedPerson): LoadedItem => {
  if (loaded instanceof LoadedItem) return loaded;
  throw new TypeError('Cannot take a person as loaded: current value did not come from this store');
};

/**
 * The item of a loaded person.
 *
 * @throws {TypeError} for a person that another store loaded.
 */
export const storedOf = (loaded: LoadedPerson): PersonItem => loadedItem(loaded).stored;

const itemOf = async ({ client, tableName: TableName, partitions }: Table, key: ItemKey): Promise<Item | undefined> => {
  if (partitions) return (await Array.fromAsync(partitions.rowsOf(key.partition, key.sort)))[0];
  const input = { TableName, Key: keyAttributes(key), ConsistentRead: true };
  return (await client.send(new GetItemCommand(input))).Item;
};

/** Reads a person's own item with strong consistency, unless the table is only read. */
export const readPerson = async (table: Table, person: PersonKey): Promise<PersonItem> =>
  personOfItem(person, await itemOf(table, personItemKey(person)));

const rowNames = [attributeNames.partition, attributeNames.sort, ...answerNames];

/**
 * Reads the rows of the asked events and of what may still be owed. An asked event without a row will be applied, so it
 * is read with strong consistency. An owed row is looked for only to stop owing it: once it has a fingerprint it
 * keeps it, and only an erasure deletes it, whose tombstone the read of the profile would have found, or the save will be refused by.
 */
const rowsAbout = async (table: Table, { events, changes }: Unsettled, asked: readonly ItemKey[]) => {
  const askedIds = new Set(asked.map(keyId));
  const unproven = changes.filter((group) => !isProvable(group, { events, changes }));
  const owed = [...events.map(eventKey), ...unproven.map(changeKey)].filter((key) => !askedIds.has(keyId(key)));
  const both = [readRows(table, asked, rowNames), readLastingRows(table, owed, rowNames)];
  return new Map((await Promise.all(both)).flatMap((rows) => [...rows]));
};

/**
 * Reads a person and then, never before, the rows of the asked events and of what the person's commits may still owe. In
 * the other order it could miss a row that a commit in between drops from `unsettled`.
 */
export const loadPerson = async (
  table: Table,
  person: PersonKey,
  events: readonly AskedEvent[],
): Promise<LoadedItem> => {
  const stored = await readPerson(table, person);
  const { unsettled } = stored;
  if (stored.record?.kind !== 'profile') return new LoadedItem(stored, noAnswer);
  const rows = await rowsAbout(table, unsettled, answerKeys(events));
  const owed = withoutSeen(
    unsettled,
    (key) => fingerprintIn(rows.get(keyId(eventKey(key)))) !== undefined,
    (group) => rows.has(keyId(changeKey(group))) || hasExpired(group, table),
  );
  return new LoadedItem({ ...stored, unsettled: owed }, answerAbout(events, unsettled, rows));
};
