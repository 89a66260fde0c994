import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { ledgerId, type LedgerKey, type LoadedPerson, type PersonRecord } from '../customer-store.ts';
import type { Detour } from '../detours.ts';
import { attributeNames } from '../table-keys.ts';
import { readLastingRows, readRows } from './batch-calls.ts';
import { changeKey } from './change-rows.ts';
import { eventKey, eventNames, fingerprintIn, namedByIn } from './event-rows.ts';
import { hasExpired } from './expiry.ts';
import { keyAttributes, keyId, type Item, type ItemKey } from './item.ts';
import { personItemKey, personOfItem, type PersonItem } from './person-item.ts';
import type { Table } from './table.ts';
import { isProvable, withoutSeen, type Unsettled } from './unsettled.ts';

const noneNamed: LoadedPerson['named'] = new Map();
const noneStripped: LoadedPerson['stripped'] = new Set();
const noneNewest: LoadedPerson['newest'] = new Map();

/** A person as loaded. `stored.unsettled` is what earlier commits have not yet been seen to have recorded. */
export class LoadedItem implements LoadedPerson {
  readonly stored: PersonItem;
  readonly known: ReadonlyMap<string, string>;
  readonly named: ReadonlyMap<string, readonly string[]>;
  readonly stripped = noneStripped;
  readonly newest = noneNewest;

  constructor(stored: PersonItem, known: ReadonlyMap<string, string>, named: LoadedPerson['named'] = noneNamed) {
    this.stored = stored;
    this.known = known;
    this.named = named;
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

const rowNames = [attributeNames.partition, attributeNames.sort, ...eventNames];

/**
 * Reads the rows of the asked events and of what may still be owed. An asked event without a row will be applied, so it
 * is read with strong consistency. An owed row is looked for only to stop owing it: once it has a fingerprint it
 * keeps it, and only an erasure deletes it, whose tombstone the read of the profile would have found, or the save will be refused by.
 */
const rowsAbout = async (table: Table, { events, changes }: Unsettled, asked: readonly LedgerKey[]) => {
  const askedKeys = asked.map(eventKey);
  const askedIds = new Set(askedKeys.map(keyId));
  const unproven = changes.filter((group) => !isProvable(group, { events, changes }));
  const owed = [...events.map(eventKey), ...unproven.map(changeKey)].filter((key) => !askedIds.has(keyId(key)));
  const both = [readRows(table, askedKeys, rowNames), readLastingRows(table, owed, rowNames)];
  return new Map((await Promise.all(both)).flatMap((rows) => [...rows]));
};

/** The fingerprints of the asked events that have a row with one, or whose commit is unsettled, and who named them. */
const knownOf = (asked: readonly LedgerKey[], { events }: Unsettled, rows: ReadonlyMap<string, Item>) => {
  const unsettled = new Map(events.map((event) => [ledgerId(event), event.fingerprint]));
  const known = new Map<string, string>();
  const named = new Map<string, readonly string[]>();
  for (const key of asked) {
    const row = rows.get(keyId(eventKey(key)));
    const fingerprint = fingerprintIn(row) ?? unsettled.get(ledgerId(key));
    if (fingerprint !== undefined) known.set(ledgerId(key), fingerprint);
    const namedBy = namedByIn(row);
    if (namedBy !== undefined) named.set(ledgerId(key), namedBy);
  }
  return { known, named };
};

/**
 * Reads a person and then, never before, the rows of the asked events and of what the person's commits may still owe. In
 * the other order it could miss a row that a commit in between drops from `unsettled`.
 */
export const loadPerson = async (table: Table, person: PersonKey, asked: readonly LedgerKey[]): Promise<LoadedItem> => {
  const stored = await readPerson(table, person);
  if (stored.record?.kind !== 'profile') return new LoadedItem(stored, new Map());
  const rows = await rowsAbout(table, stored.unsettled, asked);
  const owed = withoutSeen(
    stored.unsettled,
    (key) => fingerprintIn(rows.get(keyId(eventKey(key)))) !== undefined,
    (group) => rows.has(keyId(changeKey(group))) || hasExpired(group, table),
  );
  const { known, named } = knownOf(asked, stored.unsettled, rows);
  return new LoadedItem({ ...stored, unsettled: owed }, known, named);
};
