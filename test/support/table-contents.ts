import { inflateRawSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { firstDictionary } from '#lib/ports/store/dynamodb/dictionary.ts';

type Item = Readonly<Record<string, AttributeValue>>;

const readable = ({ B, ...value }: AttributeValue): unknown =>
  B === undefined ? value : inflateRawSync(B, { dictionary: firstDictionary }).toString('utf8');

/** Everything that items hold, inflated, as one text to search. */
export const contentsOf = (items: readonly Item[]): string =>
  items.map((item) => JSON.stringify(Object.entries(item).map(([name, value]) => [name, readable(value)]))).join('\n');

/** Whether a stream record of this new row wakes the publisher. */
export const isAnnounced = ({ sk }: Item): boolean => /^(?:CHANGE|ERASED)#/u.test(sk?.S ?? '');
