import * as z from 'zod/mini';
import { isInstant } from '#events/forms/instant.ts';
import { isPersonId } from '#events/person-id.ts';
import { closed } from '#lib/core/segments/check/closed.ts';
import { expectationKinds } from './expectation.ts';

const text = (expected: string) => z.string(expected).check(z.minLength(1, expected));

const instantWords = 'an ISO 8601 instant with Z or an offset, such as 2026-11-02T09:12:00Z';

/** When something is expected. */
export const instantSchema = z.string(instantWords).check(z.refine(isInstant, instantWords));

const idWords = 'an id such as cust-42, or ~visitor-7 of a visitor';

/** Of whom something is expected. */
export const idSchema = z.string(idWords).check(z.refine((value) => isPersonId(value.replace(/^~/, '')), idWords));

const key = () => z.optional(text('the key of a segment'));

const kindsGiven = (then: object): readonly string[] => expectationKinds.filter((kind) => Object.hasOwn(then, kind));

const oneKind = z.refine<object>((then) => kindsGiven(then).length === 1, {
  error: `an object with exactly one of ${expectationKinds.join(', ')}`,
});

/** A line; whether it is an event is said when it is taken. */
export const lineSchema = z.looseObject({}, 'a line as replay takes it: {"time", "detail-type", "detail"}');

/** What one element of `then` expects. */
const expectedSchema = closed(
  { at: instantSchema, entered: key(), exited: key(), member: key(), notMember: key(), id: z.optional(idSchema) },
  { checks: [oneKind], json: { oneOf: expectationKinds.map((kind) => ({ required: [kind] })) } },
);

/** A story: what came, and what is expected then. `$schema` may name its JSON Schema. */
export const storySchema = closed({
  $schema: z.optional(z.string('a text')),
  story: text('what the story tells, in a sentence'),
  given: z
    .array(lineSchema, 'a list of lines as replay takes them')
    .check(z.minLength(1, 'a list of at least one line')),
  then: z
    .array(expectedSchema, 'a list of what is expected')
    .check(z.minLength(1, 'a list with at least one thing that is expected')),
});

/** A story as its file has it. */
export type StorySource = Readonly<z.output<typeof storySchema>>;
