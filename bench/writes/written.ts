import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { itemBytes } from '#lib/ports/store/dynamodb/packing.ts';
import { attributeNames, profileSortKey, sortKeyPrefixes } from '#lib/ports/store/table-keys.ts';

type Item = Readonly<Record<string, AttributeValue>>;

/** An item as it was put. */
export interface Written {
  readonly kind: 'profile' | 'event' | 'change' | 'other';
  readonly person: string;
  readonly sort: string;
  /** As DynamoDB counts them. */
  readonly bytes: number;
  /** When the index names the person; of a profile. */
  readonly dueAt: number | undefined;
}

interface OnePut {
  readonly Item?: Item;
}

/** How something is read. */
export interface Read {
  readonly ConsistentRead?: boolean;
}

interface BatchRead extends Read {
  readonly Keys: readonly object[];
}

/** The items in a call, however it puts them. */
export interface Puts extends OnePut {
  readonly TransactItems?: readonly { readonly Put?: OnePut }[];
  readonly RequestItems?: Readonly<Record<string, BatchRead | readonly { readonly PutRequest?: OnePut }[]>>;
}

const kindOf = (sort: string): Written['kind'] => {
  if (sort === profileSortKey) return 'profile';
  if (sort.startsWith(sortKeyPrefixes.event)) return 'event';
  return sort.startsWith(sortKeyPrefixes.change) ? 'change' : 'other';
};

const writtenOf = (item: Item): Written => {
  const dueAt = item[attributeNames.dueAt]?.N;
  const sort = item[attributeNames.sort]?.S ?? '';
  return {
    kind: kindOf(sort),
    person: item[attributeNames.partition]?.S ?? '',
    sort,
    bytes: itemBytes(item),
    dueAt: dueAt === undefined ? undefined : Number(dueAt),
  };
};

export const itemsIn = ({ Item: one, TransactItems = [], RequestItems = {} }: Puts): readonly Written[] => {
  const batched = Object.values(RequestItems).flatMap((requests) => ('Keys' in requests ? [] : requests));
  return [one, ...TransactItems.map(({ Put: put }) => put?.Item), ...batched.map(({ PutRequest }) => PutRequest?.Item)]
    .filter((item) => item !== undefined)
    .map(writtenOf);
};

export const keyOf = ({ person, sort }: Written): string => `${person}|${sort}`;
