import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { attributeNames } from '../table-keys.ts';

/** One item as DynamoDB takes and gives it. */
export type Item = Readonly<Record<string, AttributeValue>>;

/** The key of an item. */
export interface ItemKey {
  readonly partition: string;
  readonly sort: string;
}

export const text = (value: string): AttributeValue => ({ S: value });
export const number = (value: number): AttributeValue => ({ N: String(value) });

export const keyAttributes = ({ partition, sort }: ItemKey): Record<string, AttributeValue> => ({
  [attributeNames.partition]: text(partition),
  [attributeNames.sort]: text(sort),
});

/** One text for each key; `|` is in no partition key. */
export const keyId = ({ partition, sort }: ItemKey): string => `${partition}|${sort}`;

export const keyOf = (item: Item): ItemKey => ({
  partition: textOf(item, attributeNames.partition),
  sort: textOf(item, attributeNames.sort),
});

/** An item that was not written by this version of the store. */
export class ItemError extends Error {
  override readonly name = 'ItemError';
}

const refuse = (item: Item, name: string, expected: string): never => {
  const where = `${item[attributeNames.partition]?.S}/${item[attributeNames.sort]?.S}`;
  throw new ItemError(`Cannot read ${name} of ${where} as ${expected}: current value is ${JSON.stringify(item[name])}`);
};

/** @throws {ItemError} */
export const textOf = (item: Item, name: string): string => item[name]?.S ?? refuse(item, name, 'a text');

/** @throws {ItemError} */
export const numberOf = (item: Item, name: string): number => Number(item[name]?.N ?? refuse(item, name, 'a number'));

export const optionalTextOf = (item: Item, name: string): string | undefined => item[name]?.S;

export const optionalNumberOf = (item: Item, name: string): number | undefined =>
  item[name] === undefined ? undefined : numberOf(item, name);

/** Rows whose JSON leans on nothing: as it is, or deflated by itself. */
const plainFormat = 1;

/** Rows whose JSON was deflated with the first dictionary. */
export const formatWithDictionary = 2;

/** How the item is written; it rises when older code could no longer read it. */
export const formatAttribute = { format: number(plainFormat) };

/** @throws {ItemError} where the item names no format. */
export const formatOf = (item: Item): number => numberOf(item, 'format');

/** @throws {ItemError} naming the item and its format when later code has written it. */
export const requireFormat = (item: Item): Item => {
  const format = formatOf(item);
  return format === plainFormat || format === formatWithDictionary
    ? item
    : refuse(item, 'format', `format ${plainFormat} or ${formatWithDictionary}`);
};
