import * as z from 'zod/mini';
import { form, listOf } from '#events/forms/form.ts';
import { field, group } from '#events/forms/group.ts';
import { segmentKey } from '#events/forms/ids.ts';
import { utcInstant } from '#events/forms/instant.ts';
import { boolean, integerFromZero, number } from '#events/forms/number.ts';
import { anyText, oneOf } from '#events/forms/text.ts';
import { refusalReasons } from '#events/accept-entry.ts';
import type { JsonSchema } from '#events/forms/json-schema.ts';
import { consoleAnswers } from './console-answers.ts';
import { digest, members, segment, sizeStep } from './segment-answers.ts';
import { anyObject, next, object, whose } from './shared-fields.ts';

const anyOf = (...schemas: readonly JsonSchema[]) =>
  form<unknown>({ as: 'any', rule: 'must fit', json: { anyOf: schemas }, holds: () => true });

const status = oneOf(['entered', 'exited']);

const heldSegment = group('HeldSegment', {
  key: field(segmentKey, 'The segment.'),
  enteredAt: field(z.nullable(utcInstant), 'Since when.'),
});

const profile = group('Profile', {
  ...whose,
  asOf: field(utcInstant, 'Now.'),
  traits: field(anyObject, 'The traits, nested.'),
  sources: field(anyObject, 'By path, how and when a trait was given.'),
  segments: field(listOf(heldSegment), 'The segments that the person is in.'),
  sequence: field(integerFromZero, 'That of the last change.'),
  nextReviewAt: field(z.nullable(utcInstant), 'When time may change a membership next.'),
});

const explanation = group('Explanation', {
  ...whose,
  kind: field(oneOf(['explained']), 'What it is.'),
  asked: field(z.optional(object), 'The visitor who was asked for, where they are this customer.'),
  asOf: field(utcInstant, 'The instant that is explained.'),
  segments: field(
    listOf(object),
    'Each segment: whether the person is in it, since when, its conditions with what was observed, and its next turn.',
  ),
  notes: field(listOf(anyText), 'Why the explanation may be incomplete.'),
  complete: field(z.optional(boolean), 'False where more than 4 MB of events would have had to be read.'),
});

const forecastTurn = group('ForecastTurn', {
  segment: field(segmentKey, 'The segment.'),
  status: field(status, 'Whether it will be entered or left.'),
  at: field(utcInstant, 'When, if no event comes.'),
});

const changes = group('Changes', {
  items: field(
    listOf(object),
    'The details of `SegmentEntered` and `SegmentExited`, by sequence; `quiet` where one was kept off the bus.',
  ),
  last: field(integerFromZero, 'Up to which sequence these go: the next `after`.'),
});

const timeline = group('Timeline', {
  items: field(
    listOf(object),
    'Events and changes, newest first; a change of a segment of the catalogue has its reasons in `words` too.',
  ),
  next,
  complete: field(boolean, 'False where more than 4 MB of events would have had to be read: any may be missing.'),
});

const eventPut = group('EventPut', { eventId: field(anyText, 'The id of the `ErasureRequested`.') });

const membership = group('Membership', {
  id: field(anyText, 'The id as it was asked for.'),
  segments: field(listOf(segmentKey), 'Those of the asked segments that the person is in.'),
});

const preview = group('Preview', {
  asOf: field(utcInstant, 'When the condition was decided.'),
  in: field(
    anyOf({ type: 'integer' }, { type: 'object', properties: { below: { type: 'integer' } }, required: ['below'] }),
    'The people of the sample of whom it holds; `{"below": 20}` where they are fewer, and some.',
  ),
  of: field(integerFromZero, 'The people of the sample.'),
  people: field(integerFromZero, 'Everybody.'),
  low: field(z.nullable(number), 'The share of everybody is at least this, at 95 %.'),
  high: field(z.nullable(number), 'And at most this.'),
  sample: field(
    z.optional(listOf(object)),
    'Some of whom it holds, with the reasons; only for who has the roles `marketing` and `support`.',
  ),
});

const refused = group('RefusedEntry', {
  id: field(anyText, 'Its id in quarantine.'),
  arrivedAt: field(utcInstant, 'When it came.'),
  ...whose,
  reason: field(oneOf(refusalReasons), 'Why it was refused.'),
  field: field(anyText, 'The field at fault.'),
  rule: field(anyText, 'The rule that it breaks.'),
  message: field(anyText, 'Field, rule and value in one line.'),
  entry: field(anyText, 'The entry as it came.'),
});

const quarantine = group('Quarantine', { items: field(listOf(refused), 'A page of them.'), next });

const redriven = group('Redriven', {
  sent: field(integerFromZero, 'How many were sent again.'),
  left: field(integerFromZero, 'How many were not taken, and stay.'),
});

/** What a route answers where all is well. */
interface Answered {
  readonly summary: string;
  readonly answer: z.core.$ZodType;
  /** 200 unless told. */
  readonly status?: 202;
}

/** What each route is for, and answers. */
export const answers: Readonly<Record<string, Answered>> = {
  'GET /v1/people/{id}': {
    summary: 'The profile of a person as of now; of a linked visitor 308 to the customer',
    answer: profile,
  },
  'GET /v1/people/{id}/explanation': { summary: 'Why a person is in segments and not in others', answer: explanation },
  'GET /v1/people/{id}/forecast': {
    summary: 'The next turn of each segment by time alone',
    answer: listOf(forecastTurn),
  },
  'GET /v1/people/{id}/changes': { summary: 'The changes of a person after a sequence', answer: changes },
  'GET /v1/people/{id}/timeline': { summary: 'The events and changes of a person, newest first', answer: timeline },
  'POST /v1/people/{id}/erasure': { summary: 'Asks for the erasure of a person', answer: eventPut, status: 202 },
  'GET /v1/segments': { summary: 'The segments, and how many are in each', answer: listOf(segment) },
  'GET /v1/segments/{key}/history': {
    summary: 'How many were in a segment over time, and who came and went',
    answer: listOf(sizeStep),
  },
  'GET /v1/segments/{key}/members': { summary: 'The members of a segment', answer: members },
  'GET /v1/segments/{key}/digest': { summary: 'What each shard of a segment holds, in short', answer: digest },
  'GET /v1/insight/{kind}': { summary: 'The latest result of a pass for insight', answer: object },
  'GET /v1/quarantine': { summary: 'The entries that were refused', answer: quarantine },
  'POST /v1/quarantine/redrive': { summary: 'Sends refused entries again', answer: redriven, status: 202 },
  'POST /v1/memberships': { summary: 'Which of some segments some people are in', answer: listOf(membership) },
  'POST /v1/preview': { summary: 'How many people a condition would hold of', answer: preview },
  ...consoleAnswers,
  'GET /v1/openapi.json': { summary: 'This document', answer: object },
};
