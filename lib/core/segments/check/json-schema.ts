import * as z from 'zod/mini';
import { isRecord } from '#events/is-record.ts';
import { catalogueSchema, segmentSchema, thresholds } from './catalogue-schema.ts';
import { closingOf } from './closed.ts';
import { computedForms, computedSchema, computedTraitsSchema } from './computed-schema.ts';
import { conditionSchema, forms } from './condition-schema.ts';
import { eventDefinitions, eventFields } from './event-json-schema.ts';
import { eventType, second } from './event-schema.ts';
import {
  duration,
  eventOperators,
  length,
  numberOperators,
  orderedOrPercentile,
  percentile,
  timesDays,
  traitOperators,
} from './operator-schema.ts';
import { predictionSchema, quantileList } from './prediction-schema.ts';
import { sameFields } from './same-fields.ts';
import { descriptions } from './schema-descriptions.ts';
import { timeZone, zoneForm } from './time-zone.ts';
import { mostTopics, topicsSchema } from './topics-schema.ts';
import { openTraitPaths, traitPath, traitPaths } from './trait-path.ts';
import { computedName } from '../language/own-paths.ts';
import { valueForms, valueSchema } from './value-schema.ts';
import { whereSchema } from './where-schema.ts';
import { during, moment } from './window-schema.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Schemas with names of their own: some forms of a value are called like those of a condition. */
const ofKind = (kind: string, schemas: Readonly<Record<string, z.ZodMiniType>>) =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [`${kind}.${name}`, schema]));

const valueDefinitions = ofKind('value', valueForms);
const traitDefinitions = ofKind('trait', computedForms);

/** The definitions that the schemas are written as, by name. */
const definitions: Readonly<Record<string, z.ZodMiniType>> = {
  catalogue: catalogueSchema,
  segmentDefinition: segmentSchema,
  condition: conditionSchema,
  ...forms,
  events: second,
  eventType,
  traitOperators,
  operators: eventOperators,
  numberOperators,
  valueOf: valueSchema,
  ...valueDefinitions,
  computedTrait: computedSchema,
  ...traitDefinitions,
  during,
  moment,
  duration,
  timesDays,
  length,
  percentile,
  traitPath,
  prediction: predictionSchema,
  quantileList,
};

const uri = (name: string): string => `#/definitions/${name}`;

const references = (names: readonly string[]): JsonSchema[] => names.map((name) => ({ $ref: uri(name) }));

const text: JsonSchema = { type: 'string', minLength: 1 };

/** A date, or an instant with `Z` or an offset; which days there are only code tells. */
const momentForm = String.raw`^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$`;

/** The JSON Schemas of values that are checked by code. */
const ofCode = new Map<z.core.$ZodType, JsonSchema>([
  [conditionSchema, { anyOf: references(Object.keys(forms)) }],
  [valueSchema, { anyOf: [{ type: 'number' }, ...references(Object.keys(valueDefinitions))] }],
  [computedSchema, { anyOf: references(Object.keys(traitDefinitions)) }],
  [
    computedTraitsSchema,
    {
      type: 'object',
      patternProperties: { [computedName.source]: { $ref: uri('computedTrait') } },
      additionalProperties: false,
    },
  ],
  [
    topicsSchema,
    {
      type: 'object',
      maxProperties: mostTopics,
      propertyNames: { minLength: 1, maxLength: 256, not: { pattern: '^x-' } },
      additionalProperties: { type: 'array', minItems: 1, maxItems: mostTopics, items: { ...text, maxLength: 256 } },
    },
  ],
  [whereSchema, { type: 'object' }],
  [sameFields, { anyOf: [text, { type: 'array', items: text, minItems: 2, maxItems: 2 }] }],
  [traitPath, { anyOf: [{ enum: [...traitPaths] }, { type: 'string', pattern: openTraitPaths.source }] }],
  [length, { anyOf: [{ $ref: uri('duration') }, { $ref: uri('timesDays') }] }],
  [orderedOrPercentile, { anyOf: [{ type: ['number', 'string'] }, { $ref: uri('percentile') }] }],
  [quantileList, { type: 'array', items: { type: 'number' }, minItems: 99, maxItems: 99 }],
  [moment, { pattern: momentForm }],
  [timeZone, { pattern: zoneForm.source }],
  [thresholds, { type: 'array', items: { type: 'number' }, minItems: 4, maxItems: 4 }],
]);

/** Adds to an object's JSON Schema what is checked by code: that it has no other keys, and which events have which fields. */
const close = (schema: z.core.$ZodType, json: JsonSchema): void => {
  const closing = closingOf(schema);
  Object.assign(json, ofCode.get(schema), closing && { additionalProperties: false, ...closing.json });
  if (closing?.notes) json.patternProperties = { '^x-': {} };
  if (json.properties?.['performed']) json.allOf = [eventFields, ...(json.allOf ?? [])];
};

type Json = Readonly<Record<string, unknown>>;

const describedProperty = ([name, property]: readonly [string, unknown]): readonly [string, unknown] => {
  const description = descriptions[name];
  const deep = described(property);
  return [name, isRecord(deep) && description !== undefined ? { ...deep, description } : deep];
};

const describedObject = (json: Json): Json =>
  Object.fromEntries(
    Object.entries(json).map(([key, value]) =>
      key === 'properties' && isRecord(value)
        ? [key, Object.fromEntries(Object.entries(value).map(describedProperty))]
        : [key, described(value)],
    ),
  );

/** A JSON Schema with a description of each property; a schema that several properties share gets one in each. */
const described = (json: unknown): unknown => {
  if (Array.isArray(json)) return json.map(described);
  return isRecord(json) ? describedObject(json) : json;
};

/** A schema without what only a whole document has. */
const inner = (schema: JsonSchema): Json =>
  Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$id' && key !== '$schema'));

const namedSchemas = (): Readonly<Record<string, Json>> => {
  const registry = z.registry<{ readonly id: string }>();
  for (const [id, schema] of Object.entries(definitions)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    target: 'draft-07',
    io: 'input',
    uri,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => close(zodSchema, jsonSchema),
  });
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, describedObject(inner(schema))]));
};

/** The JSON Schema (draft 7) of a catalogue, by which editors complete and check one while it is written. */
export const catalogueJsonSchema = (): Json => {
  const { catalogue, ...named } = namedSchemas();
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'A catalogue of segments for Patron',
    ...catalogue,
    definitions: { ...named, ...eventDefinitions() },
  };
};
