import type { EventType } from '#events/incoming-event.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { AppliedRow, LedgerKey, LedgerRow, NamedEvent, StrippedEvent } from '../customer-store.ts';
import { sortKeyPrefixes } from '../table-keys.ts';
import type { ConditionalPut } from './conditional-puts.ts';
import {
  formatAttribute,
  formatOf,
  keyAttributes,
  keyOf,
  number,
  numberOf,
  optionalTextOf,
  reducedFormat,
  requireFormat,
  text,
  textOf,
  type Item,
  type ItemKey,
} from './item.ts';
import { hasJson, jsonOf, withJson } from './packing.ts';

/** The key of an event's row. */
export const eventKey = ({ person, eventId }: LedgerKey): ItemKey => ({
  partition: person,
  sort: `${sortKeyPrefixes.event}${eventId}`,
});

export const fingerprintAttribute = 'fingerprint';

/** A set of the ids of events. */
export const namedByAttribute = 'namedBy';

/** The attributes that `fingerprintIn`, `isStripped` and `namedByIn` need. */
export const eventNames = ['format', fingerprintAttribute, namedByAttribute] as const;

/** The fingerprint that tells a duplicate from a conflict; undefined without a row, or for an event that has not come. */
export const fingerprintIn = (item: Item | undefined): string | undefined =>
  item && optionalTextOf(item, fingerprintAttribute);

/** Whether the row is of an event that was applied, and no longer has it. */
export const isStripped = (item: Item): boolean =>
  formatOf(item) === reducedFormat && fingerprintIn(item) !== undefined;

/** The ids of the events that named this one before it came; undefined for none. */
export const namedByIn = (item: Item | undefined): readonly string[] | undefined => item?.[namedByAttribute]?.SS;

const namedByAttributes = ({ namedBy }: StrippedEvent | NamedEvent): Item =>
  namedBy === undefined ? {} : { [namedByAttribute]: { SS: [...namedBy] } };

const remainsOf = ({ type, replaces, revision, anonymousId }: StrippedEvent): Item => ({
  type: text(type),
  ...(replaces !== undefined && { replaces: text(replaces) }),
  ...(revision !== undefined && { revisionOf: text(revision.of), revision: number(revision.number) }),
  ...(anonymousId !== undefined && { anonymousId: text(anonymousId) }),
});

const appliedItem = (event: AppliedRow): Item => {
  const head = {
    ...keyAttributes(eventKey(event)),
    ...formatAttribute,
    [fingerprintAttribute]: text(event.fingerprint),
    arrivedAt: number(event.arrivedAt),
  };
  if (event.body !== undefined) return withJson(head, event.body);
  return { ...head, format: number(reducedFormat), ...remainsOf(event), ...namedByAttributes(event) };
};

/** The row of an event. */
export const eventItem = (row: LedgerRow): Item =>
  row.fingerprint === undefined
    ? { ...keyAttributes(eventKey(row)), format: number(reducedFormat), ...namedByAttributes(row) }
    : appliedItem(row);

/** The put of an applied event, on condition that it was not recorded before: a late worker does not bring back what was stripped. */
export const eventPut = (event: AppliedRow): ConditionalPut => ({
  Item: eventItem(event),
  ConditionExpression: 'attribute_not_exists(#fingerprint)',
  ExpressionAttributeNames: { '#fingerprint': fingerprintAttribute },
});

/** What a stripped row keeps beside its key, its fingerprint and its arrival. */
const remainsIn = (item: Item): Omit<StrippedEvent, keyof LedgerKey | 'fingerprint' | 'arrivedAt'> => {
  const [replaces, of, anonymousId] = ['replaces', 'revisionOf', 'anonymousId'].map((name) =>
    optionalTextOf(item, name),
  );
  const namedBy = namedByIn(item);
  return {
    type: textOf(item, 'type') as EventType,
    ...(replaces !== undefined && { replaces }),
    ...(of !== undefined && { revision: { of, number: numberOf(item, 'revision') } }),
    ...(anonymousId !== undefined && { anonymousId }),
    ...(namedBy && { namedBy }),
  };
};

/**
 * Reads the row of an event.
 *
 * @throws {ItemError} for a row of a newer format.
 */
export const eventOf = (item: Item): LedgerRow => {
  const { partition, sort } = keyOf(requireFormat(item));
  const key = { person: partition as PersonKey, eventId: sort.slice(sortKeyPrefixes.event.length) };
  const fingerprint = fingerprintIn(item);
  if (fingerprint === undefined) return { ...key, namedBy: namedByIn(item) ?? [] };
  const applied = { ...key, fingerprint, arrivedAt: numberOf(item, 'arrivedAt') };
  return hasJson(item) ? { ...applied, body: jsonOf(item) } : { ...applied, ...remainsIn(item) };
};
