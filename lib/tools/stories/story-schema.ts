import * as z from 'zod/mini';
import { isInstant } from '#events/forms/instant.ts';
import { isPersonId } from '#events/person-id.ts';
import { closed } from '#lib/core/segments/check/closed.ts';
import { expectationKinds } from './expectation.ts';

const text = (expected: string) => z.string(expected).check(z.minLength(1, expected));

const instant = z
  .string('an ISO 8601 instant with Z or an offset, such as 2026-11-02T09:12:00Z')
  .check(z.refine(isInstant, 'an ISO 8601 instant with Z or an offset, such as 2026-11-02T09:12:00Z'));

const id = z
  .string('an id such as cust-42, or ~visitor-7 of a visitor')
  .check(z.refine((value) => isPersonId(value.replace(/^~/, '')), 'an id such as cust-42, or ~visitor-7 of a visitor'));

const key = z.optional(text('the key of a segment'));

const kindsGiven = (then: object): readonly string[] => expectationKinds.filter((kind) => Object.hasOwn(then, kind));

const oneKind = z.refine<object>((then) => kindsGiven(then).length === 1, {
  error: `an object with exactly one of ${expectationKinds.join(', ')}`,
});

const line = z.looseObject({}, 'a line as replay takes it: {"time", "detail-type", "detail"}');

const expected = closed(
  { at: instant, entered: key, exited: key, member: key, notMember: key, id: z.optional(id) },
  {
    checks: [oneKind],
  },
);

/** A story: what came, and what is expected then. `$schema` may name its JSON Schema. */
export const storySchema = closed({
  $schema: z.optional(z.string('a text')),
  story: text('what the story tells, in a sentence'),
  given: z.array(line, 'a list of lines as replay takes them').check(z.minLength(1, 'a list of at least one line')),
  then: z
    .array(expected, 'a list of what is expected')
    .check(z.minLength(1, 'a list with at least one thing that is expected')),
});

/** A story as its file has it. */
export type StorySource = Readonly<z.output<typeof storySchema>>;
