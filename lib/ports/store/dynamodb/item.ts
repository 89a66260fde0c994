import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { attributeNames } from '../table-keys.ts';

/** An item as DynamoDB takes and returns it. */
export type Item = Readonly<Record<string, AttributeValue>>;

/** The key of an item. */
export interface ItemKey {
  readonly partition: string;
  readonly sort: string;
}

/** A string attribute. */
export const text = (value: string): AttributeValue => ({ S: value });
/** A number attribute. */
export const number = (value: number): AttributeValue => ({ N: String(value) });

/** The key as attributes. */
export const keyAttributes = ({ partition, sort }: ItemKey): Record<string, AttributeValue> => ({
  [attributeNames.partition]: text(partition),
  [attributeNames.sort]: text(sort),
});

/** A text that is unique to the key: no partition key contains `|`. */
export const keyId = ({ partition, sort }: ItemKey): string => `${partition}|${sort}`;

/**
 * Reads the key of an item.
 *
 * @throws {ItemError}
 */
export const keyOf = (item: Item): ItemKey => ({
  partition: textOf(item, attributeNames.partition),
  sort: textOf(item, attributeNames.sort),
});

/** Thrown for an item that this version of the store did not write. */
export class ItemError extends Error {
  override readonly name = 'ItemError';
}

const refuse = (item: Item, name: string, expected: string): never => {
  const where = `${item[attributeNames.partition]?.S}/${item[attributeNames.sort]?.S}`;
  throw new ItemError(`Cannot read ${name} of ${where} as ${expected}: current value is ${JSON.stringify(item[name])}`);
};

/**
 * Reads a string attribute.
 *
 * @throws {ItemError} when there is none.
 */
export const textOf = (item: Item, name: string): string => item[name]?.S ?? refuse(item, name, 'a text');

/**
 * Reads a number attribute.
 *
 * @throws {ItemError} when there is none.
 */
export const numberOf = (item: Item, name: string): number => Number(item[name]?.N ?? refuse(item, name, 'a number'));

/** Reads a string attribute; undefined where there is none. */
export const optionalTextOf = (item: Item, name: string): string | undefined => item[name]?.S;

/** Reads a number attribute; undefined where there is none. */
export const optionalNumberOf = (item: Item, name: string): number | undefined =>
  item[name] === undefined ? undefined : numberOf(item, name);

/** The format of rows whose JSON is plain, or deflated without a dictionary. */
const plainFormat = 1;

/** The format of rows whose JSON was deflated with the first dictionary. */
export const formatWithDictionary = 2;

/** The format of rows of the ledger that may lack a body or a fingerprint. */
export const reducedFormat = 3;

/** The format of rows whose JSON was deflated with the second dictionary. */
export const formatWithSecondDictionary = 4;

/** The attribute with the format of an item. The number rises when older code can no longer read it. */
export const formatAttribute = { format: number(plainFormat) };

/**
 * Reads the format of an item.
 *
 * @throws {ItemError} where it names none.
 */
export const formatOf = (item: Item): number => numberOf(item, 'format');

/**
 * Returns an item whose format this code can read.
 *
 * @throws {ItemError} naming the item and its format when newer code has written it.
 */
export const requireFormat = (item: Item): Item => {
  const format = formatOf(item);
  return format >= plainFormat && format <= formatWithSecondDictionary
    ? item
    : refuse(item, 'format', `format ${plainFormat} to ${formatWithSecondDictionary}`);
};
