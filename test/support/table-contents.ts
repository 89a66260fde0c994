import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { jsonOf } from '#lib/ports/store/dynamodb/packing.ts';

type Item = Readonly<Record<string, AttributeValue>>;

const readable = (item: Item, { B, ...value }: AttributeValue): unknown => (B === undefined ? value : jsonOf(item));

/** Everything that items hold, inflated, as one text to search. */
export const contentsOf = (items: readonly Item[]): string =>
  items
    .map((item) => JSON.stringify(Object.entries(item).map(([name, value]) => [name, readable(item, value)])))
    .join('\n');

/** Whether a stream record of this new row wakes the publisher. */
export const isAnnounced = ({ sk }: Item): boolean => /^(?:CHANGE|ERASED)#/u.test(sk?.S ?? '');
