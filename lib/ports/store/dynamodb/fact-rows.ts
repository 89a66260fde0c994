import type { Fact, Teller } from '../asked-rows.ts';
import type { NewestTelling } from '../customer-store.ts';
import { sortKeyPrefixes } from '../table-keys.ts';
import type { ConditionalPut } from './conditional-puts.ts';
import {
  keyAttributes,
  number as numberAttribute,
  optionalTextOf,
  reducedFormat,
  text,
  type Item,
  type ItemKey,
} from './item.ts';

/** The key of a fact's row. */
export const factKey = ({ person, of }: Fact): ItemKey => ({
  partition: person,
  sort: `${sortKeyPrefixes.fact}${of}`,
});

/** The number and the `eventId` of a telling in one text, so that the newer of two is the larger. */
export const newestAttribute = 'newest';

const numberDigits = String(Number.MAX_SAFE_INTEGER).length;

const textOfTelling = ({ number, eventId }: NewestTelling): string =>
  `${String(number).padStart(numberDigits, '0')}#${eventId}`;

/** The newest telling in a fact's row; undefined without a row. */
export const newestIn = (item: Item | undefined): NewestTelling | undefined => {
  const told = item && optionalTextOf(item, newestAttribute);
  return told === undefined
    ? undefined
    : { number: Number(told.slice(0, numberDigits)), eventId: told.slice(numberDigits + 1) };
};

/** The puts of the facts that events tell, each on condition that its row has no newer telling. */
export const factPuts = (events: readonly Teller[]): readonly ConditionalPut[] =>
  events.flatMap(({ person, eventId, revision }) => {
    if (!revision) return [];
    const newest = text(textOfTelling({ number: revision.number, eventId }));
    const key = keyAttributes(factKey({ person, of: revision.of }));
    return [
      {
        Item: { ...key, format: numberAttribute(reducedFormat), [newestAttribute]: newest },
        ConditionExpression: 'attribute_not_exists(#newest) OR #newest < :newest',
        ExpressionAttributeNames: { '#newest': newestAttribute },
        ExpressionAttributeValues: { ':newest': newest },
      },
    ];
  });
