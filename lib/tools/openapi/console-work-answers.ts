import * as z from 'zod/mini';
import { listOf } from '#events/forms/form.ts';
import { field, group } from '#events/forms/group.ts';
import { utcInstant } from '#events/forms/instant.ts';
import { boolean, integerFromZero } from '#events/forms/number.ts';
import { anyText, oneOf } from '#events/forms/text.ts';
import { object, whose } from './shared-fields.ts';

const dayOfLeaving = group('DayOfLeaving', {
  day: field(anyText, 'The local date, such as `2026-11-30`.'),
  leaving: field(integerFromZero, 'How many leave on it if nothing happens.'),
});

const leaver = group('Leaver', { ...whose, at: field(utcInstant, 'When they leave.') });

/** Who will leave a segment. */
export const leavers = group('Leavers', {
  asOf: field(utcInstant, 'When everybody was looked at: in a deployment by the latest pass, up to 8 days ago.'),
  days: field(listOf(dayOfLeaving), 'Seven local days, of which the first is the present one.'),
  soonest: field(
    z.optional(listOf(leaver)),
    'At most 20 who leave first; only of a store on this machine, for who has the role `support` too.',
  ),
});

/** A plan, and how far it is. */
export const planJob = group('PlanJob', {
  id: field(anyText, 'Its id.'),
  state: field(oneOf(['running', 'done', 'failed']), 'How it stands.'),
  done: field(integerFromZero, 'The profiles that are planned.'),
  of: field(integerFromZero, 'How many there are.'),
  plan: field(
    z.nullable(object),
    'What `patron plan --json` prints; null until it is done. Only `support` sees samples.',
  ),
  message: field(z.optional(anyText), 'Why it failed.'),
});

const refusedGroups = group('QuarantineGroups', {
  entries: field(integerFromZero, 'How many refused entries were looked at.'),
  complete: field(boolean, 'False where there are more.'),
  groups: field(listOf(object), 'Those of one reason, field and producer together, with an example; most first.'),
});

const figure = group('QualityFigure', {
  name: field(anyText, 'Which it is.'),
  label: field(anyText, 'In words.'),
  count: field(z.nullable(integerFromZero), 'Null where it is not known here.'),
  from: field(anyText, 'Where it comes from, or where else to look.'),
});

/** The quality of data. */
export const quality = group('Quality', {
  asOf: field(utcInstant, 'Now.'),
  quarantine: field(refusedGroups, 'What was refused.'),
  figures: field(listOf(figure), 'What is counted.'),
  unknownFields: field(
    z.nullable(object),
    'Fields of applied events that are not known; null where they are not looked at.',
  ),
  producers: field(z.nullable(listOf(object)), 'The producers of the events that came last; null likewise.'),
});
