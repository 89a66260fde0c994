import { hash } from 'node:crypto';
import { isMember, type Membership } from '#lib/core/members/membership.ts';
import { memberShardOf, sixteenthOf } from '#lib/core/members/shard.ts';
import { personOfPublicId, publicIdOf, type PersonKey } from '#lib/core/profile/person.ts';
import {
  ItemError,
  keyAttributes,
  keyOf,
  number,
  numberOf,
  optionalNumberOf,
  type Item,
  type ItemKey,
} from '../../store/dynamodb/item.ts';
import { attributeNames } from '../../store/table-keys.ts';

/**
 * The attributes of a row beside its keys. Everything is as short as may be: a list is read whole, and DynamoDB bills a read by
 * its bytes, names included. With a UUID as the id a row has some 75 bytes, so that a million of them take less than 10,000
 * read units.
 */
export const memberAttributes = { rank: 'q', enteredAt: 'e', sequence: 's', leftAt: 'l' } as const;

/** Longer keys of segments are cut, lest the list of a segment with a long name costs more to read. */
const longestKey = 12;
const cut = { beginning: 3, hash: 8 };

/** A segment's key, or its beginning and 48 bits of its SHA-256. No key has a `~`. */
const shortKeyOf = (segment: string): string => {
  if (segment.length <= longestKey) return segment;
  return `${segment.slice(0, cut.beginning)}~${hash('sha256', segment, 'base64url').slice(0, cut.hash)}`;
};

/** A partition of a segment. */
export const listPartition = (segment: string, part: string): string => `${shortKeyOf(segment)}#${part}`;

/** The partition with a sixteenth of a segment. */
export const memberPartition = (segment: string, sixteenth: number): string =>
  listPartition(segment, sixteenth.toString(16));

/** The key of a row. */
export const memberKey = (segment: string, person: PersonKey): ItemKey => ({
  partition: memberPartition(segment, sixteenthOf(memberShardOf(person))),
  sort: publicIdOf(person),
});

const tombstoneAttributes = (membership: Membership): Item =>
  isMember(membership)
    ? {}
    : {
        [memberAttributes.leftAt]: number(membership.leftAt),
        [attributeNames.expiresAt]: number(Math.ceil(membership.expiresAt / 1000)),
      };

/** The row of a membership. */
export const memberItem = (membership: Membership): Item => {
  const { person, segment, enteredAt, sequence, rank } = membership;
  return {
    ...keyAttributes(memberKey(segment, person)),
    [memberAttributes.rank]: number(rank),
    [memberAttributes.enteredAt]: number(enteredAt),
    ...(sequence !== null && { [memberAttributes.sequence]: number(sequence) }),
    ...tombstoneAttributes(membership),
  };
};

const personIn = (item: Item): PersonKey => {
  const { partition, sort } = keyOf(item);
  const person = personOfPublicId(sort);
  if (person !== undefined) return person;
  throw new ItemError(`Cannot read ${partition}/${sort} as a member: current value of sk is not a person's id`);
};

/**
 * Reads the row of a membership of a segment.
 *
 * @throws {ItemError} for an item that is none.
 */
export const membershipIn = (item: Item, segment: string): Membership => {
  const member = {
    person: personIn(item),
    segment,
    enteredAt: numberOf(item, memberAttributes.enteredAt),
    sequence: optionalNumberOf(item, memberAttributes.sequence) ?? null,
    rank: numberOf(item, memberAttributes.rank),
  };
  const leftAt = optionalNumberOf(item, memberAttributes.leftAt);
  return leftAt === undefined
    ? member
    : { ...member, leftAt, expiresAt: numberOf(item, attributeNames.expiresAt) * 1000 };
};
