import type { RefusalReason } from '#events/accept-entry.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { PlacedEntry, QuarantineEntry, QuarantineKey } from '../customer-store.ts';
import { dueShardCount, sortKeyPrefixes, unroutedPartition } from '../table-keys.ts';
import { deleteRows, putRows, readRows } from './batch-calls.ts';
import { dueAttributes, indexed, shardOf } from './due-index.ts';
import { expiring } from './expiry.ts';
import {
  formatAttribute,
  keyAttributes,
  keyId,
  keyOf,
  number,
  numberOf,
  requireFormat,
  text,
  type Item,
  type ItemKey,
} from './item.ts';
import { jsonOf, withJson } from './packing.ts';
import { keysOf, rowsOf } from './partition.ts';
import type { Table } from './table.ts';

const keptDays = 90;

/** The most JSON in one row, in characters. EventBridge lets in entries of up to 1 MB, which take several rows. */
const partLength = 100_000;

const partsPrefix = 'PART#';

const rowKey = ({ person, id }: QuarantineKey): ItemKey => ({
  partition: person ?? unroutedPartition,
  sort: `${sortKeyPrefixes.quarantine}${id}`,
});

const partsOf = ({ sort }: ItemKey): string => `${partsPrefix}${sort.slice(sortKeyPrefixes.quarantine.length)}#`;

const partKey = (key: ItemKey, index: number): ItemKey => ({
  partition: key.partition,
  sort: `${partsOf(key)}${index}`,
});

/** The shard of the index that lists entries refused for a reason. */
const reasonShard = (reason: RefusalReason, shard: string): string => `${sortKeyPrefixes.quarantine}${reason}#${shard}`;

const slices = (json: string): readonly string[] =>
  Array.from({ length: Math.ceil(json.length / partLength) }, (_, index) =>
    JSON.stringify(json.slice(index * partLength, (index + 1) * partLength)),
  );

/** Keeps a refused entry for 90 days from its arrival, or as many as the table says, in place of one with the same key. Repeating it changes nothing. */
export const putQuarantined = async (table: Table, entry: QuarantineEntry): Promise<void> => {
  const key = rowKey(entry);
  const [first = '""', ...more] = slices(JSON.stringify(entry));
  const shared = {
    ...formatAttribute,
    reason: text(entry.reason),
    ...expiring(entry.arrivedAt, table.retention?.quarantineDays ?? keptDays),
  };
  const parts = more.map((slice, index) => withJson({ ...keyAttributes(partKey(key, index + 1)), ...shared }, slice));
  const head = { ...keyAttributes(key), ...shared, parts: number(parts.length) };
  await putRows(table, parts);
  const place = dueAttributes(reasonShard(entry.reason, shardOf(entry.id)), entry.arrivedAt);
  await putRows(table, [withJson({ ...head, ...place }, first)]);
};

const sliceOf = (item: Item | undefined): string => (item === undefined ? '' : (JSON.parse(jsonOf(item)) as string));

const entryOf = async (table: Table, head: Item): Promise<QuarantineEntry> => {
  const key = keyOf(requireFormat(head));
  const keys = Array.from({ length: numberOf(head, 'parts') }, (_, index) => partKey(key, index + 1));
  const parts = await readRows(table, keys);
  const json = [head, ...keys.map((part) => parts.get(keyId(part)))].map(sliceOf).join('');
  return JSON.parse(json) as QuarantineEntry;
};

const readEntry = async (table: Table, key: ItemKey): Promise<QuarantineEntry | undefined> => {
  const head = (await readRows(table, [key])).get(keyId(key));
  return head === undefined ? undefined : entryOf(table, head);
};

/** The refused entry under a key, with strong consistency. */
export const quarantinedRow = (table: Table, key: QuarantineKey): Promise<QuarantineEntry | undefined> =>
  readEntry(table, rowKey(key));

/** Deletes a refused entry, beginning with the row that names it, which could not be read without its parts. */
export const deleteQuarantined = async (table: Table, entry: QuarantineKey): Promise<void> => {
  const key = rowKey(entry);
  await deleteRows(table, [key]);
  const parts: ItemKey[] = [];
  for await (const item of keysOf(table, key.partition, partsOf(key))) parts.push(keyOf(item));
  await deleteRows(table, parts);
};

/** The refused entries under a person's own ids. */
export async function* quarantinedIn(table: Table, person: PersonKey): AsyncIterable<QuarantineEntry> {
  for await (const head of rowsOf(table, person, sortKeyPrefixes.quarantine)) yield entryOf(table, head);
}

/** A place in the index: a shard, and the item in it after which to continue. */
interface Place {
  readonly shard: number;
  readonly after?: Item;
}

/** The keys of entries refused for a reason, by arrival within a shard, as they stand in the index. */
async function* listed(
  table: Table,
  reason: RefusalReason,
  { shard: first, after }: Place,
): AsyncIterable<Required<Place>> {
  for (let shard = first; shard < dueShardCount; shard += 1) {
    const place = shard === first ? after : undefined;
    const items = indexed(table, reasonShard(reason, String(shard)), { until: Number.MAX_SAFE_INTEGER, after: place });
    for await (const item of items) yield { shard, after: item };
  }
}

const start: Place = { shard: 0 };

/** The entries refused for a reason that have not expired, by arrival within a shard, each with its place. */
export async function* placedRows(table: Table, reason: RefusalReason, after?: string): AsyncIterable<PlacedEntry> {
  const from = after === undefined ? start : (JSON.parse(after) as Place);
  for await (const place of listed(table, reason, from)) {
    const entry = await readEntry(table, keyOf(place.after));
    if (entry?.reason === reason) yield { entry, place: JSON.stringify(place) };
  }
}

/** The entries refused for a reason that have not expired, by arrival within a shard. */
export async function* quarantinedRows(table: Table, reason: RefusalReason): AsyncIterable<QuarantineEntry> {
  for await (const { entry } of placedRows(table, reason)) yield entry;
}

/** Counts the entries refused for a reason without reading them. */
export const countQuarantined = async (table: Table, reason: RefusalReason): Promise<number> => {
  let count = 0;
  for await (const _ of listed(table, reason, start)) count += 1;
  return count;
};
