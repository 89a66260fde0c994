import type { PersonKey } from '#lib/core/profile/person.ts';
import { parseInstant, type Instant } from '#lib/core/time/instant.ts';
import { lastSequenceIn } from '../../customer-store.ts';
import { attributeNames, profileSortKey, sortKeyPrefixes } from '../../table-keys.ts';
import { readRows } from '../batch-calls.ts';
import { changeRowsOf } from '../change-rows.ts';
import { aFewAtOnce } from '../conditional-puts.ts';
import { keyOf, number, numberOf, type Item, type ItemKey } from '../item.ts';
import { keysOf } from '../partition.ts';
import { itemOfPerson, personOfItem } from '../person-item.ts';
import type { Table } from '../table.ts';
import { putRow } from './put-row.ts';
import { traceOf } from './verdict.ts';

/** Whether a row holds changes or an erasure that the table's stream announces. */
const isOutbox = ({ sort }: ItemKey): boolean =>
  sort.startsWith(sortKeyPrefixes.change) || sort.startsWith(sortKeyPrefixes.erased);

const announcedAt = (item: Item): Instant => {
  const { sort } = keyOf(item);
  const at = sort.startsWith(sortKeyPrefixes.erased)
    ? sort.slice(sortKeyPrefixes.erased.length)
    : changeRowsOf(item)[0]?.decidedAt;
  return at === undefined ? -Infinity : parseInstant(at);
};

/** Marks a row that was announced when it was first put, so that it is not announced again. */
const markedAsAnnounced = (item: Item, at: Instant): Item => ({ ...item, [attributeNames.restoredAt]: number(at) });

const lastChangeKey = async (table: Table, person: PersonKey): Promise<ItemKey | undefined> => {
  let last: ItemKey | undefined;
  for await (const item of keysOf(table, person, sortKeyPrefixes.change)) last = keyOf(item);
  return last;
};

/** The sequence of the person's last change with a row; 0 where there is none. */
const lastSequence = async (table: Table, person: PersonKey): Promise<number> => {
  const key = await lastChangeKey(table, person);
  if (key === undefined) return 0;
  const rows = [...(await readRows(table, [key])).values()].flatMap(changeRowsOf);
  return lastSequenceIn(rows) ?? 0;
};

/** More commits than a person can have seen between the copy and the loss. */
const versionsLost = 1_000_000;

/**
 * Raises a profile's version above those that were lost, so that none comes back: a change that is decided from now on has
 * a higher rank among members than every one before, whether its row outlived the profile or is handed over late.
 */
const versionedOn = (item: Item): Item => ({ ...item, version: number(numberOf(item, 'version') + versionsLost) });

/** Raises a profile's sequence to that of the last change whose row outlived it, so that no number is given twice. */
const numberedOn = async (table: Table, item: Item): Promise<Item> => {
  const person = keyOf(item).partition as PersonKey;
  const sequence = await lastSequence(table, person);
  const stored = personOfItem(person, item);
  if (stored.record?.kind !== 'profile' || stored.record.state.sequence >= sequence) return item;
  return itemOfPerson({ ...stored, record: { kind: 'profile', state: { ...stored.record.state, sequence } } });
};

/** When rows are put back, and which of them are announced again. */
export interface Announcing {
  readonly now: Instant;
  /** Rows decided from this instant on are announced again; Infinity for none. */
  readonly announceSince: Instant;
}

/** A row as it is put back. */
const asPutBack = async (table: Table, item: Item, { now, announceSince: tellSince }: Announcing): Promise<Item> => {
  const key = keyOf(item);
  if (key.sort === profileSortKey)
    return traceOf(item).kind === 'profile' ? numberedOn(table, versionedOn(item)) : item;
  if (!isOutbox(key)) return item;
  return tellSince < Infinity && announcedAt(item) >= tellSince ? item : markedAsAnnounced(item, now);
};

/** Puts back the rows that are still lacking, a few at once, and resolves to those. */
export const putMissing = async (
  table: Table,
  items: readonly Item[],
  telling: Announcing,
): Promise<readonly Item[]> => {
  const put: Item[] = [];
  await aFewAtOnce(items, async (item) => {
    if (await putRow(table, await asPutBack(table, item, telling))) put.push(item);
  });
  return put;
};
