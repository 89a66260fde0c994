import { isCanary } from '#lib/core/profile/canary.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { ProfiledPerson, ProfilePage, StorePart } from '../customer-store.ts';
import { attributeNames, profileSortKey } from '../table-keys.ts';
import { keyOf, text, type Item } from './item.ts';
import { scanPart } from './part-scan.ts';
import { personOfItem } from './person-item.ts';
import type { Table } from './table.ts';

/** Half the price of a consistent read: a person missing by a second is in the next scan. */
const scan = {
  ConsistentRead: false,
  FilterExpression: '#sort = :profile AND attribute_not_exists(#owner) AND attribute_not_exists(#erasedAt)',
  ExpressionAttributeNames: { '#sort': attributeNames.sort, '#owner': 'owner', '#erasedAt': 'erasedAt' },
  ExpressionAttributeValues: { ':profile': text(profileSortKey) },
};

const profiledIn = (item: Item): readonly ProfiledPerson[] => {
  const { person, record } = personOfItem(keyOf(item).partition as PersonKey, item);
  return record?.kind === 'profile' && !isCanary(person) ? [{ person, state: record.state }] : [];
};

/** Takes everybody's profile from the scan itself, which has read it anyway. */
export const profiledPersons = async (table: Table, part: StorePart): Promise<ProfilePage> => {
  const { items, rows, next } = await scanPart(table, scan, part);
  return { people: items.flatMap(profiledIn), rows, next };
};
