import { attributeNames } from '../table-keys.ts';
import { number } from './item.ts';
import type { PersonItem } from './person-item.ts';

/** Nothing was stored for this person, and still nothing is. */
const stillAbsent = {
  ConditionExpression: 'attribute_not_exists(#partition)',
  ExpressionAttributeNames: { '#partition': attributeNames.partition },
};

/** The item has not been written since it was read. */
const stillAtVersion = (version: number) => ({
  ConditionExpression: '#version = :loaded',
  ExpressionAttributeNames: { '#version': 'version' },
  ExpressionAttributeValues: { ':loaded': number(version) },
});

/** The one condition of every commit. Versions only rise and items are never deleted, so no version comes back. */
export const unchangedSince = ({ version }: PersonItem) => (version === 0 ? stillAbsent : stillAtVersion(version));
