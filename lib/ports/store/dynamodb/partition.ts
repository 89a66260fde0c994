import { visitorKey, type PersonKey } from '#lib/core/profile/person.ts';
import { attributeNames, sortKeyPrefixes } from '../table-keys.ts';
import { queried } from './due-index.ts';
import { keyOf, text, type Item } from './item.ts';
import type { Table } from './table.ts';

/** Asks for the rows of a partition whose sort key begins with `prefix`. */
export const beginningWith = (partition: string, prefix: string) => ({
  KeyConditionExpression: '#partition = :partition AND begins_with(#sort, :prefix)',
  ExpressionAttributeNames: { '#partition': attributeNames.partition, '#sort': attributeNames.sort },
  ExpressionAttributeValues: { ':partition': text(partition), ':prefix': text(prefix) },
});

/** All rows of a partition whose sort key begins with `prefix`, with strong consistency unless the table is only read. */
export const rowsOf = (table: Table, partition: string, prefix: string): AsyncIterable<Item> =>
  table.partitions?.rowsOf(partition, prefix) ??
  queried(table, { ConsistentRead: true, ...beginningWith(partition, prefix) });

/** The keys of all rows of a partition whose sort key begins with `prefix`, and the reasons of refused entries among them. */
export const keysOf = (table: Table, partition: string, prefix?: string): AsyncIterable<Item> =>
  queried(table, {
    ConsistentRead: true,
    KeyConditionExpression: `#partition = :partition${prefix === undefined ? '' : ' AND begins_with(#sort, :prefix)'}`,
    ProjectionExpression: '#partition, #sort, #reason',
    ExpressionAttributeNames: {
      '#partition': attributeNames.partition,
      '#sort': attributeNames.sort,
      '#reason': 'reason',
    },
    ExpressionAttributeValues: {
      ':partition': text(partition),
      ...(prefix !== undefined && { ':prefix': text(prefix) }),
    },
  });

/** The visitors linked to a customer so far. */
export async function* visitorsOf(table: Table, customer: PersonKey): AsyncIterable<PersonKey> {
  for await (const item of rowsOf(table, customer, sortKeyPrefixes.link)) {
    yield visitorKey(keyOf(item).sort.slice(sortKeyPrefixes.link.length));
  }
}
