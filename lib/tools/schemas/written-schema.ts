import * as z from 'zod/mini';
import { ruleOf, type Form } from '#events/forms/form.ts';
import { groupOf, type Described, type Field } from '#events/forms/group.ts';
import type { JsonSchema } from '#events/forms/json-schema.ts';
import type { Definitions } from './definitions.ts';
import { isOptional } from './is-optional.ts';

type Schema = z.core.$ZodType;

const ofForm = (schema: Schema, rule: Form, definitions: Definitions): JsonSchema => {
  definitions.note(rule);
  return rule.name === undefined ? rule.json : definitions.refer(rule.name, schema, () => rule.json);
};

/** All of some schemas. One keyword stands once in an object, so two that have the same are listed. */
const together = (schemas: readonly JsonSchema[]): JsonSchema => {
  const keywords = schemas.flatMap((schema) => Object.keys(schema));
  return new Set(keywords).size === keywords.length
    ? Object.assign({}, ...schemas)
    : { allOf: schemas.filter((schema) => Object.keys(schema).length > 0) };
};

const ofObject = ({ name, fields, constraints }: Described, definitions: Definitions): JsonSchema => {
  for (const constraint of constraints) definitions.note(constraint);
  const required = Object.entries(fields).flatMap(([key, field]) => (isOptional(field) ? [] : [key]));
  const property = ([key, { schema, meaning }]: readonly [string, Field]) =>
    [key, { ...writtenSchema(schema, definitions), description: meaning }] as const;
  return {
    title: name,
    type: 'object',
    properties: Object.fromEntries(Object.entries(fields).map(property)),
    ...(required.length > 0 && { required }),
    ...together(constraints.map(({ json }) => json)),
  };
};

const ofGroup = (schema: Schema, definitions: Definitions): JsonSchema => {
  const described = groupOf(schema);
  if (described !== undefined) return definitions.refer(described.name, schema, () => ofObject(described, definitions));
  throw new Error(`Cannot write a schema as JSON Schema: it is made neither by form() nor by group()`);
};

/** The JSON Schema of a schema of `events/`: a reference where it has a name. */
export const writtenSchema = (schema: Schema, definitions: Definitions): JsonSchema => {
  if (schema instanceof z.ZodMiniOptional) return writtenSchema(schema.def.innerType, definitions);
  if (schema instanceof z.ZodMiniPrefault)
    return { ...writtenSchema(schema.def.innerType, definitions), default: schema.def.defaultValue };
  if (schema instanceof z.ZodMiniNullable)
    return { anyOf: [writtenSchema(schema.def.innerType, definitions), { type: 'null' }] };
  if (schema instanceof z.ZodMiniArray) return { type: 'array', items: writtenSchema(schema.def.element, definitions) };
  const rule = ruleOf(schema);
  return rule ? ofForm(schema, rule, definitions) : ofGroup(schema, definitions);
};
