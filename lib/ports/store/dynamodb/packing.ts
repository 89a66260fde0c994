import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { withoutLoneSurrogates } from '../well-formed.ts';
import { firstDictionary } from './dictionary.ts';
import {
  ItemError,
  formatOf,
  formatWithDictionary,
  formatWithSecondDictionary,
  keyOf,
  number,
  textOf,
  type Item,
} from './item.ts';
import { secondDictionary } from './second-dictionary.ts';

const unitBytes = 1024;

const valueBytes = ({ S, N, B, SS = [] }: AttributeValue): number => {
  if (S !== undefined) return Buffer.byteLength(S);
  if (N !== undefined) return Math.ceil(N.length / 2) + 2;
  return B?.length ?? SS.reduce((bytes, text) => bytes + Buffer.byteLength(text), 0);
};

/** The size of an item as DynamoDB counts it, names and values, in bytes. */
export const itemBytes = (item: Item): number =>
  Object.entries(item).reduce((bytes, [name, value]) => bytes + name.length + valueBytes(value), 0);

const unitsOf = (bytes: number): number => Math.ceil(bytes / unitBytes);

/** The cost of a plain put of an item, in write units. */
export const writeUnits = (item: Item): number => unitsOf(itemBytes(item));

const dictionaryOf = (item: Item): { readonly dictionary?: Buffer } => {
  const format = formatOf(item);
  if (format < formatWithDictionary) return {};
  return { dictionary: format < formatWithSecondDictionary ? firstDictionary : secondDictionary };
};

const deflated = (rest: Item, json: string): Item => ({
  ...rest,
  format: number(formatWithSecondDictionary),
  deflated: { B: deflateRawSync(json, { dictionary: secondDictionary }) },
});

/** Adds a JSON text to the other attributes of an item: as it is, or deflated where that saves a write unit. */
export const withJson = (rest: Item, json: string): Item => {
  const plain = { ...rest, json: { S: withoutLoneSurrogates(json) } };
  const units = writeUnits(plain);
  if (units === 1) return plain;
  const packed = deflated(rest, plain.json.S);
  return writeUnits(packed) < units ? packed : plain;
};

/**
 * Reads the JSON text that `withJson` added. Bytes may be the base64 text in which a stream's trigger passes them.
 *
 * @throws {ItemError} where there is none.
 */
export const jsonOf = (item: Item): string => {
  if (item['json'] !== undefined) return textOf(item, 'json');
  const bytes: Uint8Array | string | undefined = item['deflated']?.B;
  if (bytes === undefined) {
    throw new ItemError(
      `Cannot read ${JSON.stringify(keyOf(item))} as JSON: current value has neither json nor deflated`,
    );
  }
  const buffer = typeof bytes === 'string' ? Buffer.from(bytes, 'base64') : bytes;
  return inflateRawSync(buffer, dictionaryOf(item)).toString('utf8');
};

/** Whether the item has a JSON text that `withJson` added. */
export const hasJson = (item: Item): boolean => item['json'] !== undefined || item['deflated'] !== undefined;
