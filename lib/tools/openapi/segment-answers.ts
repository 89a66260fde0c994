import * as z from 'zod/mini';
import { listOf } from '#events/forms/form.ts';
import { field, group } from '#events/forms/group.ts';
import { segmentKey } from '#events/forms/ids.ts';
import { utcInstant } from '#events/forms/instant.ts';
import { integerFromOne, integerFromZero } from '#events/forms/number.ts';
import { anyText } from '#events/forms/text.ts';
import { next, whose } from './shared-fields.ts';

/** A segment of the catalogue, with its size. */
export const segment = group('Segment', {
  key: field(segmentKey, 'The segment.'),
  name: field(anyText, 'Its name.'),
  description: field(z.nullable(anyText), 'Its description, as the catalogue has it; null where it has none.'),
  meaning: field(anyText, 'Its definition in words.'),
  definitionHash: field(anyText, 'That of its definition.'),
  members: field(z.nullable(integerFromZero), 'How many are in it; null where nobody has counted them yet.'),
  asOf: field(z.nullable(utcInstant), 'When that was.'),
  entered24h: field(
    z.nullable(integerFromZero),
    'How many entered in this hour, in UTC, and the 23 before; null where it is not kept.',
  ),
  exited24h: field(z.nullable(integerFromZero), 'How many left in them.'),
});

/** A step of the history of a size. */
export const sizeStep = group('SizeStep', {
  at: field(utcInstant, 'The beginning of the step.'),
  members: field(
    z.nullable(integerFromZero),
    'How many were in the segment at its end, or are now; null where nobody has counted them yet.',
  ),
  entered: field(integerFromZero, 'How many entered within it.'),
  exited: field(integerFromZero, 'How many left within it.'),
});

const member = group('Member', {
  ...whose,
  enteredAt: field(utcInstant, 'Since when.'),
  sequence: field(
    z.nullable(integerFromOne),
    'That of the change; null where it was quiet. Of a quiet exit, that of the last published change before; null where there is none.',
  ),
  left: field(z.optional(utcInstant), 'When they left; absent of members.'),
});

/** A page of members. */
export const members = group('Members', { items: field(listOf(member), 'A page of them.'), next });

const shard = group('ShardDigest', {
  shard: field(integerFromZero, 'The first byte of SHA-256 of the id.'),
  members: field(integerFromZero, 'How many members are in it.'),
  xor: field(anyText, 'The exclusive-or of the first eight bytes of SHA-256 of each `ID:SEQUENCE`, in hexadecimal.'),
});

/** What the shards of a segment hold. */
export const digest = group('Digest', {
  asOf: field(utcInstant, 'When it was read.'),
  shards: field(listOf(shard), 'All shards of the part, in order.'),
});
