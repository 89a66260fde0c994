import * as z from 'zod/mini';
import { listOf } from '#events/forms/form.ts';
import { field, group } from '#events/forms/group.ts';
import { segmentKey } from '#events/forms/ids.ts';
import { utcInstant } from '#events/forms/instant.ts';
import { boolean, integerFromZero, number } from '#events/forms/number.ts';
import { anyText, oneOf } from '#events/forms/text.ts';
import { changes, person } from './console-people-answers.ts';
import { leavers, planJob, quality } from './console-work-answers.ts';
import { catalogue, checked, language } from './console-words-answers.ts';
import { anyObject, object } from './shared-fields.ts';

const count = z.nullable(integerFromZero);

const caller = group('SessionCaller', {
  name: field(anyText, 'Who asks, as the audit names them.'),
  roles: field(listOf(anyText), 'Their roles.'),
});

const catalogueInForce = group('SessionCatalogue', {
  hash: field(anyText, 'Changes whenever a definition does.'),
  deployment: field(integerFromZero, 'Its number.'),
  currency: field(anyText, 'That of amounts, by ISO 4217.'),
  timeZone: field(anyText, 'The IANA name of the zone of local dates.'),
  segments: field(integerFromZero, 'How many segments it has.'),
  model: field(z.nullable(anyText), 'The model by which it predicts; null without one.'),
});

const session = group('Session', {
  mode: field(oneOf(['store', 'dev', 'deployed']), 'Where the API is served.'),
  caller: field(caller, 'Who asks.'),
  now: field(utcInstant, 'Now.'),
  endedAt: field(
    z.nullable(utcInstant),
    'When the last event came or the last change was decided, in a store in which that is more than seven days ago; null elsewhere.',
  ),
  catalogue: field(catalogueInForce, 'The catalogue in force.'),
  can: field(anyObject, 'By the name of each part of the console, whether this caller can use it here.'),
  why: field(anyObject, 'Why not, in a sentence, of each part that they cannot use.'),
});

const year = group('SegmentYear', {
  from: field(utcInstant, 'The instant of the first size.'),
  step: field(oneOf(['P7D']), 'The time between two sizes.'),
  members: field(listOf(count), 'The sizes; the last is that of now. Null before anything was counted.'),
});

const described = {
  key: field(segmentKey, 'The segment.'),
  name: field(anyText, 'Its name.'),
  description: field(z.nullable(anyText), 'Its description, as the catalogue has it; null where it has none.'),
  meaning: field(anyText, 'Its definition in words.'),
  definitionHash: field(anyText, 'That of its definition.'),
  quiet: field(boolean, 'Whether members that a change of the definition brings are not published.'),
  requires: field(z.nullable(anyText), 'The consent without which nobody is in it; null without one.'),
  publishes: field(listOf(anyText), 'The traits that go out with its changes.'),
  refersTo: field(listOf(segmentKey), 'The segments that its condition names.'),
  members: field(count, 'How many are in it; null where nobody has counted them yet.'),
  share: field(z.nullable(number), 'Their share of everybody; null where either is not known.'),
  entered24h: field(count, 'How many entered in this hour, in UTC, and the 23 before; null where it is not kept.'),
  exited24h: field(count, 'How many left in them.'),
};

const people = field(count, 'How many people there are; null where nobody has counted them yet.');

const listed = group('ConsoleSegment', {
  ...described,
  year: field(z.nullable(year), 'Its sizes in the past year; null where its size is not known, and while `counting`.'),
});

const segments = group('ConsoleSegments', {
  asOf: field(utcInstant, 'Now.'),
  people,
  counting: field(boolean, 'Whether the year is still being counted; its lines and `countedSince` come before long.'),
  countedSince: field(
    z.nullable(utcInstant),
    'Since when anything was counted, within the year; null where nothing was.',
  ),
  items: field(listOf(listed), 'The segments, in the catalogue’s order.'),
});

const segment = group('SegmentDefinition', {
  asOf: field(utcInstant, 'Now.'),
  people,
  currency: field(anyText, 'That of amounts, by ISO 4217.'),
  ...described,
  definition: field(object, 'The segment, as the catalogue has it.'),
  condition: field(object, 'Its condition, with each part of it in words and its path.'),
  referredBy: field(listOf(segmentKey), 'The segments whose conditions name it.'),
});

const basis = group('InsightBasis', {
  asOf: field(utcInstant, 'The latest clock of anybody who was looked at.'),
  people: field(count, 'How many were looked at; null where an earlier version has not kept it.'),
  sampleOf: field(count, 'How many people there are, where a sample of them was looked at; null where everybody was.'),
  older: field(boolean, 'Whether something was written since.'),
  counting: field(boolean, 'Whether another look is under way, whose results take the place of these.'),
});

const insight = group('ConsoleInsight', {
  basis: field(basis, 'Of whom it is.'),
  result: field(z.nullable(object), 'The result; null where a sample is too small to tell it.'),
});

/** What the routes of the console are for, and answer. */
export const consoleAnswers = {
  'GET /v1/console/session': {
    summary: 'Who asks, about which catalogue, and which parts of the console there are',
    answer: session,
  },
  'GET /v1/console/segments': {
    summary: 'The segments with their sizes, now and week by week for a year',
    answer: segments,
  },
  'GET /v1/console/people/{id}': {
    summary: 'A person with every segment explained in words, as of an instant; of a linked visitor, the customer',
    answer: person,
  },
  'GET /v1/console/changes': { summary: 'The changes of everybody, newest first', answer: changes },
  'GET /v1/console/language': { summary: 'The words of which conditions are made', answer: language },
  'GET /v1/console/catalogue': { summary: 'The catalogue in force', answer: catalogue },
  'POST /v1/console/check': { summary: 'Checks a condition or a catalogue, and tells what it means', answer: checked },
  'GET /v1/console/rfm': { summary: 'Buyers by how recently and how often they have ordered', answer: insight },
  'GET /v1/console/insight/{kind}': {
    summary: 'The latest result of a pass for insight, with lines, cards and groups in words, and of whom it is',
    answer: insight,
  },
  'GET /v1/console/segments/{key}/leavers': {
    summary: 'Who will leave a segment in the days ahead if nothing happens',
    answer: leavers,
  },
  'POST /v1/console/plan': {
    summary: 'Begins to plan what a catalogue would do',
    answer: planJob,
    status: 202 as const,
  },
  'GET /v1/console/plan/{plan}': { summary: 'How far a plan is, and what it says', answer: planJob },
  'GET /v1/console/quality': { summary: 'What was refused, and what is seen of the latest events', answer: quality },
  'GET /v1/console/segments/{key}': { summary: 'A segment, with its condition part by part in words', answer: segment },
};
