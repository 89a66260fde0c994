import { visitorKey, type PersonKey } from '#lib/core/profile/person.ts';
import { sortKeyPrefixes, unroutedPartition } from '../../table-keys.ts';
import { keyAttributes, keyOf, type Item } from '../item.ts';

/** The person whose partition a row is in; undefined for a refused entry that names no person. */
export const ownerOf = (item: Item): PersonKey | undefined => {
  const { partition } = keyOf(item);
  return partition === unroutedPartition ? undefined : (partition as PersonKey);
};

/** The visitor whom a link row names; undefined for other rows. */
export const linkedBy = (item: Item): PersonKey | undefined => {
  const { sort } = keyOf(item);
  return sort.startsWith(sortKeyPrefixes.link) ? visitorKey(sort.slice(sortKeyPrefixes.link.length)) : undefined;
};

/** The link row of a customer that names a visitor. */
export const linkRow = (visitor: PersonKey, customer: PersonKey): Item =>
  keyAttributes({ partition: customer, sort: `${sortKeyPrefixes.link}${visitor.slice(2)}` });
