import * as z from 'zod/mini';
import { exactlyOneId } from './define-event.ts';
import { form, listOf, openObject } from './forms/form.ts';
import { field, group, type Constraint, type Fields, type Group } from './forms/group.ts';
import { personId, segmentKey } from './forms/ids.ts';
import { utcInstant } from './forms/instant.ts';
import { boolean, integerFromOne } from './forms/number.ts';
import { anyText, oneOf, textLike } from './forms/text.ts';

/** The `source` of everything that Patron itself puts on the bus. */
export const patronSource = 'patron';

const anything = form<unknown>({ as: 'any', rule: 'must be there', json: {}, holds: () => true });

/** The person an announcement is about: a customer, or a visitor not yet known. */
export const subject = {
  customerId: field(z.optional(personId), 'The customer; absent of a visitor.'),
  anonymousId: field(z.optional(personId), 'The visitor; absent of a customer.'),
};

/** One condition of the segment, and the value it saw. */
const reason = group('Reason', {
  path: field(anyText, 'Its place in the segment’s `when`, such as `all.1.not`; `when` where it is the whole of it.'),
  condition: field(anyText, 'The condition, in short words.'),
  observed: field(z.optional(anything), 'The value compared; absent where there was none.'),
  holds: field(boolean, 'Whether the condition holds.'),
  approximate: field(z.optional(boolean), 'True where a window holds more events than are kept one by one.'),
});

const cause = group('Cause', {
  eventId: field(z.optional(anyText), 'The event.'),
  dueAt: field(z.optional(utcInstant), 'The instant at which time alone changed the membership.'),
  catalogue: field(z.optional(anyText), 'The hash of the new catalogue.'),
});

const segment = group('SegmentReference', {
  key: field(segmentKey, 'The segment’s name for machines.'),
  name: field(anyText, 'The segment’s name for people.'),
  definitionHash: field(anyText, 'Changes when the definition does.'),
});

const traits = openObject<unknown>({ name: 'Traits', rule: 'must be there', json: {}, holds: () => true });

const consent = openObject<boolean>({
  name: 'Consent',
  rule: 'must be true or false',
  json: { type: 'boolean' },
  holds: (value) => typeof value === 'boolean',
});

const changeId = textLike(/^~?[A-Za-z0-9._:@+-]{1,64}:[1-9][0-9]*$/, {
  name: 'ChangeId',
  rule: 'must be ID:SEQUENCE, with a ~ before a visitor’s',
});

const origin = oneOf(['live', 'timer', 'backfill', 'merge', 'erasure']);

/** The fields that both kinds of change have. */
export const change = {
  changeId: field(changeId, '`ID:SEQUENCE`, with a `~` before a visitor’s: makes repeated delivery harmless.'),
  sequence: field(integerFromOne, '1, 2, 3, … of this person, without gaps.'),
  ...subject,
  segment: field(segment, 'The segment that was entered or left.'),
  effectiveAt: field(utcInstant, 'The exact instant at which membership changed, however late it was noticed.'),
  decidedAt: field(utcInstant, 'When Patron noticed.'),
  traceId: field(z.optional(anyText), 'The X-Ray trace that decided it; absent where nothing is traced.'),
  origin: field(origin, 'What brought it about: an event, time, a new catalogue, a link or an erasure.'),
  cause: field(cause, 'The event, the instant or the catalogue.'),
  because: field(listOf(reason), 'The conditions that brought it about, and the values that they saw.'),
  enteredAt: field(utcInstant, 'When the membership began; on an exit, when the one that ends began.'),
  nextReviewAt: field(z.nullable(utcInstant), 'When time may change a membership next; null where it never will.'),
  segments: field(listOf(segmentKey), 'All segments that the person is in afterwards.'),
  traits: field(traits, 'The traits that the segment’s `publish.traits` allows, by path.'),
  consent: field(consent, 'What the person allows, by purpose.'),
};

/** One kind of announcement, as its file describes it. */
interface AnnouncementContract<Type extends string, Data extends Fields> {
  readonly type: Type;
  /** What it announces, in a sentence or two of Markdown. */
  readonly meaning: string;
  readonly data: Data;
  readonly constraints?: readonly Constraint<z.output<Group<Data>>>[];
}

/** Names one kind of announcement once: the schema of its detail and the pattern that campaigns subscribe with. */
export const defineAnnouncement = <const Type extends string, Data extends Fields>(
  contract: AnnouncementContract<Type, Data>,
) => {
  const { type, meaning, data, constraints } = contract;
  const pattern = { source: [patronSource], 'detail-type': [type] };
  return { type, meaning, schema: group(`${type}Detail`, data, constraints), pattern };
};

/** One of the two kinds of change. */
interface ChangeContract<Type extends string, Status extends string> {
  readonly type: Type;
  readonly status: Status;
  readonly meaning: string;
}

/** Names one of the two kinds of change. */
export const defineSegmentChange = <const Type extends string, const Status extends string>({
  type,
  status,
  meaning,
}: ChangeContract<Type, Status>) => {
  const data = { ...change, status: field(oneOf([status]), 'The kind of change.') };
  return defineAnnouncement({ type, meaning, data, constraints: exactlyOneId });
};
