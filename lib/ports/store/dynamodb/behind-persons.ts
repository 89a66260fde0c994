import type { ScanCommandInput } from '@aws-sdk/client-dynamodb';
import { isCanary } from '#lib/core/profile/canary.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { BehindPage, PersonBehind, StorePart } from '../customer-store.ts';
import { attributeNames, profileSortKey } from '../table-keys.ts';
import { decidedBy, decidedName, hashIn } from './decided-by.ts';
import { keyOf, text, type Item } from './item.ts';
import { readPerson } from './load-person.ts';
import { placeOf, scanPart } from './part-scan.ts';
import type { Table } from './table.ts';

/** Finds profiles whose item names another catalogue, or none. */
const scanFor = (catalogue: string): Omit<ScanCommandInput, 'TableName'> => ({
  // An item that was written before the scan must be seen as written, or a pass would miss the person.
  ConsistentRead: true,
  FilterExpression:
    '#sort = :profile AND attribute_not_exists(#owner) AND attribute_not_exists(#erasedAt) AND NOT contains(#decided, :catalogue)',
  ProjectionExpression: '#partition, #sort, #decided',
  ExpressionAttributeNames: {
    '#partition': attributeNames.partition,
    '#sort': attributeNames.sort,
    '#owner': 'owner',
    '#erasedAt': 'erasedAt',
    '#decided': decidedName,
  },
  ExpressionAttributeValues: { ':profile': text(profileSortKey), ':catalogue': text(hashIn(catalogue)) },
});

/** The deployment and catalogue that decided a profile. Items from before there was the attribute are read whole. */
const decisionOf = async (table: Table, item: Item) => {
  const decided = decidedBy(item);
  if (decided !== undefined) return decided;
  const { record } = await readPerson(table, keyOf(item).partition as PersonKey);
  return record?.kind === 'profile' ? record.state : undefined;
};

/** Reads the next page of one segment of a parallel scan over the whole table: at most 1 MB, with strong consistency. */
export const behindPersons = async (table: Table, catalogue: string, part: StorePart): Promise<BehindPage> => {
  const { items, rows, next } = await scanPart(table, scanFor(catalogue), part);
  const persons: PersonBehind[] = [];
  for (const item of items) {
    if (isCanary(keyOf(item).partition as PersonKey)) continue;
    const decided = await decisionOf(table, item);
    if (decided === undefined || decided.catalogue === catalogue) continue;
    const key = keyOf(item);
    persons.push({ person: key.partition as PersonKey, deployment: decided.deployment, place: placeOf(key) });
  }
  return { persons, rows, next };
};
