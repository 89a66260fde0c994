import { TransactWriteItemsCommand, type Put } from '@aws-sdk/client-dynamodb';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { ChangeRow, CustomerUpdate, LedgerKey } from '#lib/ports/store/customer-store.ts';
import { changeItem } from '#lib/ports/store/dynamodb/change-rows.ts';
import { unchangedSince } from '#lib/ports/store/dynamodb/conditions.ts';
import { rearmed } from '#lib/ports/store/dynamodb/due-index.ts';
import { eventKey } from '#lib/ports/store/dynamodb/event-rows.ts';
import { keyAttributes, type Item } from '#lib/ports/store/dynamodb/item.ts';
import { readPerson } from '#lib/ports/store/dynamodb/load-person.ts';
import { itemOfPerson, type PersonItem } from '#lib/ports/store/dynamodb/person-item.ts';
import type { Table } from '#lib/ports/store/dynamodb/table.ts';
import { nothingUnsettled } from '#lib/ports/store/dynamodb/unsettled.ts';

type Puts = readonly Omit<Put, 'TableName'>[];

const absent = {
  ConditionExpression: 'attribute_not_exists(#pk)',
  ExpressionAttributeNames: { '#pk': 'pk' },
};

/** Only the key: the event was applied. */
const marker = (event: LedgerKey): Puts[number] => ({ Item: keyAttributes(eventKey(event)), ...absent });

const changeRows = (rows: readonly ChangeRow[]): Puts =>
  rows.flatMap(({ kind: _kind, person, decidedAt, ...instant }) =>
    instant.changes.map((change) => ({
      Item: changeItem({ person, decidedAt, instants: [{ ...instant, changes: [change] }], version: 1 }),
    })),
  );

const replaced = (
  before: PersonItem,
  after: Omit<PersonItem, 'person' | 'version' | 'unsettled' | 'unfinished'>,
): Puts => {
  const { record } = after;
  if (record === undefined) return [];
  const written = {
    person: before.person,
    version: before.version + 1,
    unsettled: nothingUnsettled,
    unfinished: false,
  };
  const item: Item = itemOfPerson({ ...after, ...written, record });
  return [{ Item: item, ...unchangedSince(before) }];
};

/** The puts that a link adds: the visitor becomes a pointer, and its exits have their rows. */
const linkPuts = async (table: Table, { link }: CustomerUpdate, to: PersonKey): Promise<Puts> => {
  if (link === undefined) return [];
  const before = await readPerson(table, link.visitor.person);
  const pointer = { record: { kind: 'linked' as const, to }, sequence: 0, dueAt: undefined };
  return [...replaced(before, pointer), ...changeRows(link.changes)];
};

/**
 * The textbook's way to keep a decision exactly once: the profile is read, then one transaction puts the profile, a marker for
 * each event and a row for each change. The marker holds no body, and profile and rows are packed as Patron's are: only
 * the way of writing differs.
 */
export const writeByTheBook = async (table: Table, update: CustomerUpdate): Promise<void> => {
  const { loaded, state, events, changes } = update;
  const before = await readPerson(table, loaded.person);
  const dueAt = rearmed(before.dueAt, update, table.now());
  const puts = [
    ...replaced(before, { record: { kind: 'profile', state }, sequence: state.sequence, dueAt }),
    ...events.map(marker),
    ...changeRows(changes),
    ...(await linkPuts(table, update, loaded.person)),
  ];
  const TransactItems = puts.map((put) => ({ Put: { ...put, TableName: table.tableName } }));
  await table.client.send(new TransactWriteItemsCommand({ TransactItems }));
};
