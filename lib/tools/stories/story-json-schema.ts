import * as z from 'zod/mini';
import { instant as instantForm } from '#events/forms/instant.ts';
import { ruleOf } from '#events/forms/form.ts';
import { personIdPattern } from '#events/person-id.ts';
import { closingOf } from '#lib/core/segments/check/closed.ts';
import { idSchema, instantSchema, lineSchema, storySchema } from './story-schema.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

const descriptions: Readonly<Record<string, string>> = {
  $schema: 'Where this JSON Schema is, for editors.',
  story: 'What the story tells, in a sentence.',
  given: 'Lines as patron replay takes them: each arrives at its time.',
  then: 'What is expected, each at its instant.',
  at: 'The instant at which it is so, to the millisecond.',
  entered: 'The key of a segment that the person enters at exactly this instant.',
  exited: 'The key of a segment that the person leaves at exactly this instant.',
  member: 'The key of a segment that the person is in, with what is due at this instant.',
  notMember: 'The key of a segment that the person is not in, with what is due at this instant.',
  id: 'Who: cust-42, or ~visitor-7 of a visitor. It may be left out where the story has one person.',
};

/** What is checked by code. */
const ofCode = new Map<z.core.$ZodType, JsonSchema>([
  [instantSchema, { ...ruleOf(instantForm)?.json }],
  [idSchema, { pattern: personIdPattern.source.replace('^', '^~?') }],
  [lineSchema, { properties: { time: { type: 'string' }, detail: { type: 'object' } }, required: ['time', 'detail'] }],
]);

const withDescriptions = (json: JsonSchema): void => {
  for (const [name, property] of Object.entries(json.properties ?? {}))
    if (descriptions[name] !== undefined) Object.assign(property, { description: descriptions[name] });
};

/** The JSON Schema (draft 7) of a story, by which editors complete and check one while it is written. */
export const storyJsonSchema = (): object => {
  const { $schema, ...rest } = z.toJSONSchema(storySchema, {
    target: 'draft-07',
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const closing = closingOf(zodSchema);
      Object.assign(jsonSchema, ofCode.get(zodSchema), closing && { additionalProperties: false, ...closing.json });
      withDescriptions(jsonSchema);
    },
  });
  return { $schema, title: 'A story that tests segments of Patron', ...rest };
};
