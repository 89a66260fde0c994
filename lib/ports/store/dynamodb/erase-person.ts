import type { PersonKey } from '#lib/core/profile/person.ts';
import { parseInstant, type Instant } from '#lib/core/time/instant.ts';
import type { Erasure, SaveResult } from '../customer-store.ts';
import { profileSortKey, sortKeyPrefixes } from '../table-keys.ts';
import { deleteRows, putRows } from './batch-calls.ts';
import { erasureItem } from './change-rows.ts';
import { cheapestCommit, tryCommit, type Replacement } from './commit.ts';
import { keyOf, type Item, type ItemKey } from './item.ts';
import { readPerson, storedOf } from './load-person.ts';
import { keysOf, visitorsOf } from './partition.ts';
import { announcementOf, type PersonItem } from './person-item.ts';
import { recordRows } from './record-rows.ts';
import { unsettledChanges } from './save-update.ts';
import type { Table } from './table.ts';
import { nothingUnsettled } from './unsettled.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** The longest that a queue or its dead letters keep a message: until then, a worker that has committed may still record. */
const longestMessageLife = 14 * day;

type Tombstone = Extract<PersonItem['record'], { kind: 'erased' }>;

/** When to process a tombstone again: soon, once no message can be left, and then daily until nothing is found. */
const nextPass = (since: Instant, found: number, now: Instant): Instant | undefined => {
  if (now < since + hour) return since + hour;
  if (now < since + longestMessageLife) return since + longestMessageLife;
  return found > 0 ? now + day : undefined;
};

/** Whether a row of an erased person is kept: the tombstone, the announcement, and entries refused since, which have no body. */
const isKept = (item: Item): boolean => {
  const { sort } = keyOf(item);
  const isAnnouncement = sort.startsWith(sortKeyPrefixes.erased);
  return sort === profileSortKey || isAnnouncement || item['reason']?.S === 'erased';
};

const deletePartition = async (table: Table, person: PersonKey): Promise<number> => {
  const keys: ItemKey[] = [];
  for await (const item of keysOf(table, person)) if (!isKept(item)) keys.push(keyOf(item));
  await deleteRows(table, keys);
  return keys.length;
};

/** The passes of an erasure count from when it was written, which may be long after its arrival. */
const tombstoneOf = (before: PersonItem, record: Tombstone, since: Instant): Replacement['after'] => ({
  person: before.person,
  version: before.version + 1,
  record,
  sequence: record.sequence,
  unsettled: nothingUnsettled,
  unfinished: false,
  since,
  dueAt: since + hour,
});

/** Replaces a linked visitor's pointer by a tombstone of its own, which the index names too. */
const eraseVisitor = async (table: Table, visitor: PersonKey, { erasedAt, receiptId }: Tombstone): Promise<void> => {
  const before = await readPerson(table, visitor);
  if (before.record?.kind === 'linked') {
    const record = { kind: 'erased', sequence: before.sequence, erasedAt, receiptId } as const;
    await tryCommit(table, cheapestCommit({ before, after: tombstoneOf(before, record, table.now()) }));
  }
  await deletePartition(table, visitor);
};

const eraseVisitors = async (table: Table, customer: PersonKey, record: Tombstone): Promise<void> => {
  for await (const visitor of visitorsOf(table, customer)) {
    await eraseVisitor(table, visitor, record);
    await deleteRows(table, [{ partition: customer, sort: `${sortKeyPrefixes.link}${visitor.slice(2)}` }]);
  }
};

const recordErasure = async (table: Table, { person, unsettled }: PersonItem, record: Tombstone): Promise<void> => {
  await recordRows(table, unsettled.changes, []);
  await putRows(table, [erasureItem(announcementOf(person, record))]);
};

/**
 * Does the work that a tombstone still asks for. It may be called any number of times; the work is done when the index no
 * longer names the person.
 */
export const finishErasure = async (table: Table, before: PersonItem): Promise<void> => {
  const { person, record, unfinished } = before;
  if (record?.kind !== 'erased') return;
  if (unfinished) await recordErasure(table, before, record);
  await eraseVisitors(table, person, record);
  const found = await deletePartition(table, person);
  const since = before.since ?? record.erasedAt;
  const dueAt = nextPass(since, found, table.now());
  if (!unfinished && dueAt === before.dueAt) return;
  // Refused when another worker finishes the same erasure, and so does the same work.
  await tryCommit(table, cheapestCommit({ before, after: { ...tombstoneOf(before, record, since), dueAt } }));
};

/** Commits the tombstone with the exits, records them, and deletes the rest; for an erased person, finishes the erasure. */
export const erasePerson = async (table: Table, erasure: Erasure): Promise<SaveResult> => {
  const before = storedOf(erasure.loaded);
  if (before.record?.kind === 'erased') {
    await finishErasure(table, before);
    return 'saved';
  }
  const { sequence, announcement, changes } = erasure;
  const erasedAt = parseInstant(announcement.erasedAt);
  const record = { kind: 'erased', sequence, erasedAt, receiptId: announcement.receiptId } as const;
  const version = before.version + 1;
  const owed = [...before.unsettled.changes, ...unsettledChanges(changes, version)];
  const tombstone = tombstoneOf(before, record, table.now());
  const after = { ...tombstone, unsettled: { events: [], changes: owed }, unfinished: true };
  const commit = cheapestCommit({ before, after });
  if ((await tryCommit(table, commit)) === 'conflict') return 'conflict';
  await finishErasure(table, { ...after, unsettled: { events: [], changes: commit.owed } });
  return 'saved';
};
