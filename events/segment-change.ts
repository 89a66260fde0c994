import * as z from 'zod/mini';
import { exactlyOneId } from './define-event.ts';
import { form, group, listOf, openObject } from './forms/form.ts';
import { personId, segmentKey } from './forms/ids.ts';
import { utcInstant } from './forms/instant.ts';
import { boolean, integerFromOne } from './forms/number.ts';
import { oneOf, textLike } from './forms/text.ts';

/** The `source` of everything that Patron itself puts on the bus. */
export const patronSource = 'patron';

const anyText = textLike(/^/, 'must be a text');
const anything = form<unknown>({ as: 'any', rule: 'must be there', holds: () => true });

/** The person an announcement is about: a customer, or a visitor not yet known. */
export const subject = { customerId: z.optional(personId), anonymousId: z.optional(personId) };

/** One condition of the segment, and the value it saw. */
const reason = group({
  /** Where it stands in the segment's `when`, such as `all.1.not`; `when` itself where the condition is the whole of it. */
  path: anyText,
  condition: anyText,
  /** The value compared; absent where there was none. */
  observed: z.optional(anything),
  holds: boolean,
  approximate: z.optional(boolean),
});

/** The cause of a change: an event, an instant or a new catalogue. */
const cause = group({
  eventId: z.optional(anyText),
  dueAt: z.optional(utcInstant),
  catalogue: z.optional(anyText),
});

/** The fields that both kinds of change have. */
const change = group({
  /** `ID:SEQUENCE`, with a `~` before a visitor's: makes repeated delivery harmless. */
  changeId: textLike(/^~?[A-Za-z0-9._:@+-]{1,64}:[1-9]\d*$/, 'must be ID:SEQUENCE, with a ~ before a visitor’s'),
  /** 1, 2, 3, … of this person, without gaps. */
  sequence: integerFromOne,
  ...subject,
  segment: group({ key: segmentKey, name: anyText, definitionHash: anyText }),
  /** The exact instant at which membership changed, however late it was noticed. */
  effectiveAt: utcInstant,
  decidedAt: utcInstant,
  /** The X-Ray trace that decided it; absent where nothing is traced. */
  traceId: z.optional(anyText),
  origin: oneOf(['live', 'timer', 'backfill', 'merge', 'erasure']),
  cause,
  because: listOf(reason),
  /** When the membership began; on an exit, when the one that ends began. */
  enteredAt: utcInstant,
  /** Null where time alone will change nothing. */
  nextReviewAt: z.nullable(utcInstant),
  /** All segments that the person is in afterwards. */
  segments: listOf(segmentKey),
  /** The traits that the segment's `publish.traits` allows, by path. */
  traits: openObject<unknown>({ rule: 'must be there', holds: () => true }),
  consent: openObject<boolean>({ rule: 'must be true or false', holds: (value) => typeof value === 'boolean' }),
});

/** Names one kind of announcement once: the schema of its detail and the pattern that campaigns subscribe with. */
export const defineAnnouncement = <const Type extends string, Schema>(type: Type, schema: Schema) => ({
  type,
  schema,
  pattern: { source: [patronSource], 'detail-type': [type] },
});

/** Names one of the two kinds of change. */
export const defineSegmentChange = <const Type extends string, const Status extends string>(
  type: Type,
  status: Status,
) => defineAnnouncement(type, z.extend(change, { status: oneOf([status]) }).check(...exactlyOneId));
