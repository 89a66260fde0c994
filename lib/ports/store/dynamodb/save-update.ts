import type { PersonKey } from '#lib/core/profile/person.ts';
import {
  lastSequenceIn,
  type ChangeRow,
  type CustomerUpdate,
  type SaveResult,
  type VisitorLink,
} from '../customer-store.ts';
import { sortKeyPrefixes } from '../table-keys.ts';
import { putRows } from './batch-calls.ts';
import { fittingGroups } from './change-rows.ts';
import { cheapestCommit, commitWithRows, tryCommit, type Commit, type Replacement } from './commit.ts';
import { unchangedSince } from './conditions.ts';
import { rearmed } from './due-index.ts';
import { eventItem } from './event-rows.ts';
import { keyAttributes, type Item } from './item.ts';
import { storedOf } from './load-person.ts';
import { itemOfPerson, type PersonItem } from './person-item.ts';
import { recordRows } from './record-rows.ts';
import type { Table } from './table.ts';
import {
  changeGroups,
  nothingUnsettled,
  takenOver,
  unsettledEvent,
  type Unsettled,
  type UnsettledChanges,
} from './unsettled.ts';

/** The changes of one commit in groups that fit a row, with the version that the commit makes. */
export const unsettledChanges = (rows: readonly ChangeRow[], version: number): readonly UnsettledChanges[] =>
  changeGroups(rows)
    .map((group) => ({ ...group, version }))
    .flatMap(fittingGroups);

/** Everything the customer owes after this commit: what they and their new visitor owed before, and what is new. */
const owedAfter = ({ loaded, events, changes, link }: CustomerUpdate, version: number): Unsettled => {
  const { unsettled } = storedOf(loaded);
  const visitor = link && storedOf(link.visitor);
  const visitors = visitor?.unsettled ?? nothingUnsettled;
  return {
    events: [
      ...unsettled.events,
      ...takenOver(visitors.events),
      ...events.map((event) => unsettledEvent(event, version)),
    ],
    changes: [
      ...unsettled.changes,
      ...visitors.changes,
      ...unsettledChanges(link?.changes ?? [], (visitor?.version ?? 0) + 1),
      ...unsettledChanges(changes, version),
    ],
  };
};

const replacementBy = (update: CustomerUpdate, { now, retention }: Table): Replacement => {
  const before = storedOf(update.loaded);
  const { state } = update;
  const version = before.version + 1;
  return {
    before,
    after: {
      person: before.person,
      version,
      record: { kind: 'profile', state },
      sequence: state.sequence,
      unsettled: owedAfter(update, version),
      unfinished: false,
      dueAt: rearmed(before.dueAt, update, now()),
      detour: before.detour,
    },
    changeDays: retention?.changeDays,
  };
};

const lastSequence = (before: PersonItem, changes: readonly ChangeRow[]): number =>
  lastSequenceIn(changes) ?? before.sequence;

/** The visitor's side of a link: their item becomes a pointer, and a row in the customer's partition names them. */
const linkPuts = (customer: PersonKey, { visitor, changes }: VisitorLink): Commit['puts'] => {
  const before = storedOf(visitor);
  const pointer = itemOfPerson({
    person: before.person,
    version: before.version + 1,
    record: { kind: 'linked', to: customer },
    sequence: lastSequence(before, changes),
    unsettled: nothingUnsettled,
    unfinished: false,
    dueAt: undefined,
    // What of the visitor waits in the slow queue is still to go on to the customer before anything newer.
    detour: before.detour,
  });
  const sort = `${sortKeyPrefixes.link}${before.person.slice(2)}`;
  return [{ Item: pointer, ...unchangedSince(before) }, { Item: keyAttributes({ partition: customer, sort }) }];
};

/** The most rows of the ledger in a transaction, which takes 100 items in all. */
const mostPlaced = 80;

/**
 * The rows that take the place of others, those that are named ahead first: they are known by their rows alone, while what counts
 * of the others does not depend on whether they have lost their text yet.
 */
const placedItems = ({ rows = [] }: CustomerUpdate): readonly Item[] =>
  rows
    .toSorted((one, other) => Number(one.fingerprint !== undefined) - Number(other.fingerprint !== undefined))
    .map(eventItem);

/** Commits an update, then records its rows. The next commit settles them: a put only to drop them would cost what it saves. */
export const saveUpdate = async (table: Table, update: CustomerUpdate): Promise<SaveResult> => {
  const replacement = replacementBy(update, table);
  const { link } = update;
  const placed = placedItems(update);
  const others = [
    ...(link === undefined ? [] : linkPuts(replacement.before.person, link)),
    ...placed.slice(0, mostPlaced).map((row) => ({ Item: row })),
  ];
  const commit = others.length === 0 ? cheapestCommit(replacement) : commitWithRows(replacement, others);
  if ((await tryCommit(table, commit)) === 'conflict') return 'conflict';
  await putRows(table, placed.slice(mostPlaced));
  await recordRows(table, commit.owed, update.events);
  return 'saved';
};
