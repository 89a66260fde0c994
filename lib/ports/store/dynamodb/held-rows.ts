import type { PersonKey } from '#lib/core/profile/person.ts';
import type { ChangeRow, LedgerRow } from '../customer-store.ts';
import { sortKeyPrefixes } from '../table-keys.ts';
import { changeKey, changeRowsOf, rowsInGroup } from './change-rows.ts';
import { eventOf } from './event-rows.ts';
import { keyId, keyOf, type Item } from './item.ts';
import { readPerson } from './load-person.ts';
import { rowsOf, visitorsOf } from './partition.ts';
import { quarantinedIn } from './quarantine-rows.ts';
import type { Table } from './table.ts';

async function* eventsIn(table: Table, person: PersonKey): AsyncIterable<LedgerRow> {
  for await (const item of rowsOf(table, person, sortKeyPrefixes.event)) yield eventOf(item);
}

/** The rows of a person's own changes, quiet ones too. */
async function* changeItemsIn(table: Table, person: PersonKey): AsyncIterable<Item> {
  for (const prefix of [sortKeyPrefixes.change, sortKeyPrefixes.quiet]) yield* rowsOf(table, person, prefix);
}

/** A person's own changes that have rows. */
export async function* recordedChanges(table: Table, person: PersonKey): AsyncIterable<ChangeRow> {
  for await (const item of changeItemsIn(table, person)) yield* changeRowsOf(item);
}

/** The changes that have rows, and those that the profile's commits still owe. */
async function* changesIn(table: Table, person: PersonKey): AsyncIterable<ChangeRow> {
  // Read before the rows: changes that are settled in between have their rows by then.
  const { record, unsettled } = await readPerson(table, person);
  if (record?.kind === 'erased') return;
  const recorded = new Set<string>();
  for await (const item of changeItemsIn(table, person)) {
    recorded.add(keyId(keyOf(item)));
    yield* changeRowsOf(item);
  }
  yield* unsettled.changes.filter((group) => !recorded.has(keyId(changeKey(group)))).flatMap(rowsInGroup);
}

/** Reads a person's partition, and those of the visitors linked to them. */
const withVisitors = <One>(inPartition: (table: Table, person: PersonKey) => AsyncIterable<One>) =>
  async function* (table: Table, person: PersonKey): AsyncIterable<One> {
    yield* inPartition(table, person);
    for await (const visitor of visitorsOf(table, person)) yield* inPartition(table, visitor);
  };

/** The ledger of a person and of the visitors linked to them. */
export const ledgerOf = withVisitors(eventsIn);

/** The changes of a person and of the visitors linked to them. */
export const historyOf = withVisitors(changesIn);

/** The refused entries of a person and of the visitors linked to them. */
export const quarantinedOf = withVisitors(quarantinedIn);
