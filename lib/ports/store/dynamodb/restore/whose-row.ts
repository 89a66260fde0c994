import { visitorKey, type PersonKey } from '#lib/core/profile/person.ts';
import { keyAttributes, keyOf, type Item } from '../item.ts';
import { sortKeyPrefixes, unroutedPartition } from '../../table-keys.ts';

/** The person in whose partition a row stands; undefined for what was quarantined without a person. */
export const ownerOf = (item: Item): PersonKey | undefined => {
  const { partition } = keyOf(item);
  return partition === unroutedPartition ? undefined : (partition as PersonKey);
};

/** The visitor whom a row of a customer’s names; undefined for other rows. */
export const linkedBy = (item: Item): PersonKey | undefined => {
  const { sort } = keyOf(item);
  return sort.startsWith(sortKeyPrefixes.link) ? visitorKey(sort.slice(sortKeyPrefixes.link.length)) : undefined;
};

/** The row of a customer’s that names a visitor. */
export const linkRow = (visitor: PersonKey, customer: PersonKey): Item =>
  keyAttributes({ partition: customer, sort: `${sortKeyPrefixes.link}${visitor.slice(2)}` });
