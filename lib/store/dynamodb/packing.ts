import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { ItemError, keyOf, textOf, type Item } from './item.ts';
import { withoutLoneSurrogates } from '../well-formed.ts';

const unitBytes = 1024;

const valueBytes = ({ S, N, B }: AttributeValue): number => {
  if (S !== undefined) return Buffer.byteLength(S);
  if (N !== undefined) return Math.ceil(N.length / 2) + 2;
  return B?.length ?? 0;
};

/** What DynamoDB counts of an item: names and values. */
export const itemBytes = (item: Item): number =>
  Object.entries(item).reduce((bytes, [name, value]) => bytes + name.length + valueBytes(value), 0);

const unitsOf = (bytes: number): number => Math.ceil(bytes / unitBytes);

/** What a plain put of an item costs, in write units. */
export const writeUnits = (item: Item): number => unitsOf(itemBytes(item));

/** Puts a JSON text beside the other attributes of an item: as it is, or deflated where that saves a write unit. */
export const withJson = (rest: Item, json: string): Item => {
  const plain = { ...rest, json: { S: withoutLoneSurrogates(json) } };
  const units = writeUnits(plain);
  if (units === 1) return plain;
  const deflated = { ...rest, deflated: { B: deflateRawSync(plain.json.S) } };
  return writeUnits(deflated) < units ? deflated : plain;
};

/** Reads what `withJson` put; bytes may be the base64 in which a stream's trigger gives them. */
export const jsonOf = (item: Item): string => {
  if (item['json'] !== undefined) return textOf(item, 'json');
  const bytes: Uint8Array | string | undefined = item['deflated']?.B;
  if (bytes === undefined) {
    throw new ItemError(
      `Cannot read ${JSON.stringify(keyOf(item))} as JSON: current value has neither json nor deflated`,
    );
  }
  return inflateRawSync(typeof bytes === 'string' ? Buffer.from(bytes, 'base64') : bytes).toString('utf8');
};

/** Whether the item carries what `withJson` puts. */
export const hasJson = (item: Item): boolean => item['json'] !== undefined || item['deflated'] !== undefined;
