import type { Teller } from '#lib/core/profile/newest-tellings.ts';
import type { Fact, Telling } from '#lib/core/profile/telling.ts';
import { sortKeyPrefixes } from '../table-keys.ts';
import type { ConditionalPut } from './conditional-puts.ts';
import { keyAttributes, number, optionalTextOf, reducedFormat, text, textOf, type Item, type ItemKey } from './item.ts';

/** The key of a fact's row. */
export const factKey = ({ person, of }: Fact): ItemKey => ({
  partition: person,
  sort: `${sortKeyPrefixes.fact}${of}`,
});

/** The number and the `eventId` of a telling in one text, so that the newer of two is the larger. */
export const newestAttribute = 'newest';

const numberDigits = String(Number.MAX_SAFE_INTEGER).length;

const textOfTelling = ({ number: told, eventId }: Telling): string =>
  `${String(told).padStart(numberDigits, '0')}#${eventId}`;

/** The newest telling in a fact's row; undefined without a row. */
export const newestIn = (item: Item | undefined): Telling | undefined => {
  const told = item && optionalTextOf(item, newestAttribute);
  return told === undefined
    ? undefined
    : { number: Number(told.slice(0, numberDigits)), eventId: told.slice(numberDigits + 1) };
};

/** The rows of the facts that events tell, as if each were the newest telling. */
export const factItems = (events: readonly Teller[]): readonly Item[] =>
  events.flatMap(({ person, eventId, revision }) => {
    if (!revision) return [];
    const newest = text(textOfTelling({ number: revision.number, eventId }));
    const key = keyAttributes(factKey({ person, of: revision.of }));
    return [{ ...key, format: number(reducedFormat), [newestAttribute]: newest }];
  });

/** The put of a fact's row, on condition that the one in its place has no newer telling, nor the same. */
export const factPut = (item: Item): ConditionalPut => ({
  Item: item,
  ConditionExpression: 'attribute_not_exists(#newest) OR #newest < :newest',
  ExpressionAttributeNames: { '#newest': newestAttribute },
  ExpressionAttributeValues: { ':newest': text(textOf(item, newestAttribute)) },
});

/** Whether a fact's row has a newer telling than the one in its place. */
export const isNewerFact = (item: Item, there: Item): boolean =>
  textOf(item, newestAttribute) > (optionalTextOf(there, newestAttribute) ?? '');
