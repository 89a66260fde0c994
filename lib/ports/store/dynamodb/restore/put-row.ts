import { attributeNames, sortKeyPrefixes } from '../../table-keys.ts';
import { readRows } from '../batch-calls.ts';
import { putIf, type ConditionalPut } from '../conditional-puts.ts';
import { fingerprintAttribute, namedByAttribute, namedByIn } from '../event-rows.ts';
import { factPut } from '../fact-rows.ts';
import { keyId, keyOf, type Item } from '../item.ts';
import type { Table } from '../table.ts';
import { namesLacking } from './lacking.ts';

const ifMissing = (item: Item): ConditionalPut => ({
  Item: item,
  ConditionExpression: 'attribute_not_exists(#partition)',
  ExpressionAttributeNames: { '#partition': attributeNames.partition },
});

/** A put in place of a row whose fingerprint and names are still as they were read. */
const ifUnchanged = (item: Item, there: Item): ConditionalPut => {
  const [fingerprint, named] = [there[fingerprintAttribute], there[namedByAttribute]];
  const conditions = [
    fingerprint ? '#fingerprint = :fingerprint' : 'attribute_not_exists(#fingerprint)',
    named ? '#named = :named' : 'attribute_not_exists(#named)',
  ];
  const values = { ...(fingerprint && { ':fingerprint': fingerprint }), ...(named && { ':named': named }) };
  return {
    Item: item,
    ConditionExpression: conditions.join(' AND '),
    ExpressionAttributeNames: { '#fingerprint': fingerprintAttribute, '#named': namedByAttribute },
    ...((fingerprint ?? named) && { ExpressionAttributeValues: values }),
  };
};

/** Adds the names in an event's row to the one in its place; resolves to false where that has them, or has the event. */
const putNames = async (table: Table, item: Item): Promise<boolean> => {
  const key = keyOf(item);
  const there = (await readRows(table, [key])).get(keyId(key));
  if (there === undefined) return putRow(table, item);
  const lacking = namesLacking(item, there);
  if (lacking.length === 0) return false;
  const named = { ...there, [namedByAttribute]: { SS: [...(namedByIn(there) ?? []), ...lacking] } };
  return (await putIf(table, ifUnchanged(named, there))) || putNames(table, item);
};

/**
 * Puts a row where there is none. Of the rows about which events count, the newer telling of a fact takes the place of an older
 * one, and names are added to those that are there.
 *
 * @returns whether anything was put.
 */
export const putRow = async (table: Table, item: Item): Promise<boolean> => {
  if (keyOf(item).sort.startsWith(sortKeyPrefixes.fact)) return putIf(table, factPut(item));
  if (await putIf(table, ifMissing(item))) return true;
  return namedByIn(item) !== undefined && putNames(table, item);
};
