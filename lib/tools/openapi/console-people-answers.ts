import * as z from 'zod/mini';
import { listOf } from '#events/forms/form.ts';
import { field, group } from '#events/forms/group.ts';
import { utcInstant } from '#events/forms/instant.ts';
import { boolean, integerFromZero } from '#events/forms/number.ts';
import { anyText, oneOf } from '#events/forms/text.ts';
import { object, whose } from './shared-fields.ts';

const loggedChange = group('LoggedChange', {
  ...whose,
  changeId: field(z.nullable(anyText), 'Its id; null of a quiet one, which has no sequence.'),
  sequence: field(z.nullable(integerFromZero), 'Its sequence.'),
  status: field(oneOf(['entered', 'exited']), 'Whether the segment was entered or left.'),
  segment: field(object, 'The segment.'),
  at: field(utcInstant, 'When it took effect.'),
  decidedAt: field(utcInstant, 'When it was decided.'),
  enteredAt: field(utcInstant, 'When the segment was entered.'),
  origin: field(anyText, 'What brought it about.'),
  cause: field(object, 'The event, or the instant, that did.'),
  because: field(z.optional(listOf(object)), 'What was observed; only for who has the role `support`.'),
  words: field(z.optional(listOf(anyText)), 'The same in words; only for them.'),
  quiet: field(z.optional(boolean), 'True where it was not put on the bus.'),
});

/** The changes of everybody. */
export const changes = group('ConsoleChanges', {
  items: field(listOf(loggedChange), 'Changes of everybody, newest first.'),
  newest: field(anyText, 'The `after` by which what comes later is asked for.'),
  next: field(z.nullable(anyText), 'The `before` by which what is older is asked for; null at the beginning.'),
  more: field(boolean, 'Whether more has come after `after` than fits: ask again with `newest`.'),
});

/** A person at an instant. */
export const person = group('ConsolePerson', {
  ...whose,
  asked: field(z.optional(object), 'The visitor who was asked for, where they are this customer.'),
  asOf: field(utcInstant, 'The instant that is looked at.'),
  isPast: field(boolean, 'Whether it was folded from the events up to an instant of the past.'),
  visitors: field(listOf(anyText), 'The ids of the visitors who are this customer, as of now.'),
  profile: field(
    object,
    'The traits, where they came from, the units of those that are money or shares, the last sequence (null in the past), and the next review.',
  ),
  segments: field(
    listOf(object),
    'Each segment, as `explanation` has it; each condition says in words what is the case.',
  ),
  notes: field(listOf(anyText), 'Why it may be incomplete.'),
  complete: field(z.optional(boolean), 'False where more than 4 MB of events would have had to be read.'),
});
