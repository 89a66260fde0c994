import type { PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import type { ErasureRow, PersonRecord } from '../customer-store.ts';
import type { Detour } from '../detours.ts';
import { attributeNames, profileSortKey } from '../table-keys.ts';
import { decidedAttribute } from './decided-by.ts';
import { dueAttributes, shardOf } from './due-index.ts';
import {
  formatAttribute,
  keyAttributes,
  number,
  numberOf,
  optionalNumberOf,
  requireFormat,
  text,
  textOf,
  type Item,
  type ItemKey,
} from './item.ts';
import { hasJson, jsonOf, withJson } from './packing.ts';
import { nothingUnsettled, type Unsettled, type UnsettledChanges, type UnsettledEvent } from './unsettled.ts';

/** A person's own item: the profile, the pointer of a linked visitor, or the tombstone of an erased person. */
export interface PersonItem {
  readonly person: PersonKey;
  /** The number of times that it was written; 0 where nothing is stored. */
  readonly version: number;
  readonly record: PersonRecord | undefined;
  /** The sequence of the last change. */
  readonly sequence: number;
  readonly unsettled: Unsettled;
  /** For a tombstone: whether its exits, announcement and deletions may not all be done. */
  readonly unfinished: boolean;
  /** For a tombstone: when it was written, by the wall clock. A worker that committed before may still record for a while. */
  readonly since?: Instant | undefined;
  /** When the index names the person, which is never later than the next review. */
  readonly dueAt: Instant | undefined;
  /** The detour of a profile or a pointer; a tombstone has none. */
  readonly detour?: Detour | undefined;
}

/** The key of a person's own item. */
export const personItemKey = (person: PersonKey): ItemKey => ({ partition: person, sort: profileSortKey });

/**
 * Id, fingerprint, arrival, version, the person if it is another one or a fact is told, and the fact: short, since it is
 * written with every event. Earlier versions, which know no facts, read what comes before.
 */
type EventTuple = readonly [string, string, Instant, number, PersonKey?, string?, number?];

interface ItemJson {
  readonly state?: CustomerState;
  readonly events?: readonly EventTuple[];
  readonly changes?: readonly (Omit<UnsettledChanges, 'person'> & { readonly person?: PersonKey })[];
}

const tupleOf = (owner: PersonKey, event: UnsettledEvent): EventTuple => {
  const { person, eventId, fingerprint, arrivedAt, version, revision } = event;
  if (revision) return [eventId, fingerprint, arrivedAt, version, person, revision.of, revision.number];
  return person === owner
    ? [eventId, fingerprint, arrivedAt, version]
    : [eventId, fingerprint, arrivedAt, version, person];
};

const eventOf = (owner: PersonKey, tuple: EventTuple): UnsettledEvent => {
  const [eventId, fingerprint, arrivedAt, version, person = owner, of, telling] = tuple;
  const event = { person, eventId, fingerprint, arrivedAt, version };
  return of === undefined || telling === undefined ? event : { ...event, revision: { of, number: telling } };
};

const changesWithin = (owner: PersonKey, { person, ...group }: UnsettledChanges) =>
  person === owner ? group : { ...group, person };

const jsonFor = (owner: PersonKey, state: CustomerState | undefined, { events, changes }: Unsettled): ItemJson => ({
  ...(state === undefined ? {} : { state }),
  ...(events.length === 0 ? {} : { events: events.map((event) => tupleOf(owner, event)) }),
  ...(changes.length === 0 ? {} : { changes: changes.map((group) => changesWithin(owner, group)) }),
});

const unsettledOf = (owner: PersonKey, { events = [], changes = [] }: ItemJson): Unsettled => ({
  events: events.map((tuple) => eventOf(owner, tuple)),
  changes: changes.map((group) => ({ ...group, person: group.person ?? owner })),
});

const detourAttributes = (detour: Detour | undefined): Item => ({
  ...(detour && { detourUntil: number(detour.until) }),
  ...(detour?.closing !== undefined && { detourClosing: text(detour.closing) }),
});

const detourOf = (item: Item): Detour | undefined => {
  const until = optionalNumberOf(item, 'detourUntil');
  return until === undefined ? undefined : { until, closing: item['detourClosing']?.S };
};

const headOf = ({ person, version, dueAt, detour }: PersonItem): Item => ({
  ...keyAttributes(personItemKey(person)),
  ...formatAttribute,
  version: number(version),
  ...dueAttributes(shardOf(person), dueAt),
  ...detourAttributes(detour),
});

/** The item of a person who has a record. */
export const itemOfPerson = (stored: PersonItem & { readonly record: PersonRecord }): Item => {
  const { person, record, sequence, unsettled, unfinished } = stored;
  const head = headOf(stored);
  switch (record.kind) {
    case 'profile':
      return withJson(
        { ...head, ...decidedAttribute(record.state) },
        JSON.stringify(jsonFor(person, record.state, unsettled)),
      );
    case 'linked':
      return { ...head, owner: text(record.to), sequence: number(sequence) };
    case 'erased': {
      const { erasedAt, receiptId } = record;
      const tombstone = {
        ...head,
        sequence: number(sequence),
        erasedAt: number(erasedAt),
        since: number(stored.since ?? erasedAt),
        receiptId: text(receiptId),
      };
      return unfinished ? withJson(tombstone, JSON.stringify(jsonFor(person, undefined, unsettled))) : tombstone;
    }
    default:
      return record satisfies never;
  }
};

const withoutProfile = (item: Item): PersonRecord => {
  if (item['owner'] !== undefined) return { kind: 'linked', to: textOf(item, 'owner') as PersonKey };
  const [sequence, erasedAt] = [numberOf(item, 'sequence'), numberOf(item, 'erasedAt')];
  return { kind: 'erased', sequence, erasedAt, receiptId: textOf(item, 'receiptId') };
};

const absent = (person: PersonKey): PersonItem => ({
  person,
  version: 0,
  record: undefined,
  sequence: 0,
  unsettled: nothingUnsettled,
  unfinished: false,
  dueAt: undefined,
});

/**
 * Reads a person's item.
 *
 * @throws {ItemError} naming an item that newer code has written.
 */
export const personOfItem = (person: PersonKey, item: Item | undefined): PersonItem => {
  if (item === undefined) return absent(person);
  const json = hasJson(requireFormat(item)) ? (JSON.parse(jsonOf(item)) as ItemJson) : {};
  const record = json.state === undefined ? withoutProfile(item) : { kind: 'profile' as const, state: json.state };
  return {
    person,
    version: numberOf(item, 'version'),
    record,
    sequence: record.kind === 'profile' ? record.state.sequence : numberOf(item, 'sequence'),
    unsettled: unsettledOf(person, json),
    unfinished: record.kind === 'erased' && hasJson(item),
    since: optionalNumberOf(item, 'since'),
    dueAt: optionalNumberOf(item, attributeNames.dueAt),
    detour: detourOf(item),
  };
};

/** The announcement of an erasure, from its tombstone. */
export const announcementOf = (
  person: PersonKey,
  { erasedAt, receiptId }: { erasedAt: Instant; receiptId: string },
): ErasureRow => ({
  kind: 'erasure',
  person,
  erasedAt: formatInstant(erasedAt),
  receiptId,
});
