import type { PersonKey } from '#lib/core/profile/person.ts';
import type { LedgerEvent, LedgerKey } from '../customer-store.ts';
import { sortKeyPrefixes } from '../table-keys.ts';
import {
  formatAttribute,
  keyAttributes,
  keyOf,
  number,
  numberOf,
  requireFormat,
  text,
  textOf,
  type Item,
  type ItemKey,
} from './item.ts';
import { jsonOf, withJson } from './packing.ts';

/** The key of an event's row. */
export const eventKey = ({ person, eventId }: LedgerKey): ItemKey => ({
  partition: person,
  sort: `${sortKeyPrefixes.event}${eventId}`,
});

/** The attribute that tells a duplicate from a conflict. */
export const fingerprintAttribute = 'fingerprint';

/** The row of an event. */
export const eventItem = (event: LedgerEvent): Item =>
  withJson(
    {
      ...keyAttributes(eventKey(event)),
      ...formatAttribute,
      [fingerprintAttribute]: text(event.fingerprint),
      arrivedAt: number(event.arrivedAt),
    },
    event.body,
  );

/**
 * Reads the row of an event.
 *
 * @throws {ItemError} for a row of a newer format.
 */
export const eventOf = (item: Item): LedgerEvent => {
  const { partition, sort } = keyOf(requireFormat(item));
  return {
    person: partition as PersonKey,
    eventId: sort.slice(sortKeyPrefixes.event.length),
    fingerprint: textOf(item, fingerprintAttribute),
    arrivedAt: numberOf(item, 'arrivedAt'),
    body: jsonOf(item),
  };
};
