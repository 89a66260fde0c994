import * as z from 'zod/mini';
import { defaults, settingsForm } from '../settings/check-settings.ts';
import { toldOf } from '../settings/forms.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

const settings = (): JsonSchema =>
  z.toJSONSchema(settingsForm, {
    target: 'draft-07',
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      Object.assign(jsonSchema, toldOf(zodSchema));
    },
  });

const file = { type: 'string', minLength: 1 } as const;

/** What a file says otherwise than code does: it names other files, relative to itself. */
const ofFiles = (producers: unknown) => ({
  $schema: { type: 'string', description: 'Where this JSON Schema is, for editors.' },
  name: { description: 'What the deployment is called; the name of the file by default.' },
  catalogue: {
    anyOf: [file, { type: 'object' }],
    description: 'A file of segments, or "default" for those of Patron.',
  },
  model: { anyOf: [file, { type: 'object' }], description: 'The file of a fitted model.' },
  producers: {
    anyOf: [file, producers],
    description: 'Who may put events on the bus, or a file of that; [] is no one.',
  },
});

/** The JSON Schema (draft 7) of the file of a stage, by which editors complete and check one while it is written. */
export const stageJsonSchema = (): object => {
  const { $schema, properties = {}, ...rest } = settings();
  const own: Readonly<Record<string, object>> = ofFiles(properties['producers']);
  const names = ['$schema', ...Object.keys(properties)];
  const described = names.map((name) => {
    const known = name in own && name !== 'name' ? {} : properties[name];
    const value: unknown = Reflect.get(defaults, name);
    return [name, { ...Object(known), ...own[name], ...(value !== undefined && { default: value }) }];
  });
  return {
    $schema,
    title: 'The settings of a stage of Patron',
    ...rest,
    properties: Object.fromEntries(described),
    required: ['catalogue', 'producers'],
  };
};
