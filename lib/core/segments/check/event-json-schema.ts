import type * as z from 'zod/mini';
import { fieldForm, fieldPaths, hasList } from '#events/field-form.ts';
import { performedTypes, type PerformedType } from '#events/incoming-event.ts';
import { aggregateNames, numericAggregates } from '../language/aggregates.ts';
import { isLocalField, localFields } from '../language/local-fields.ts';
import { takesNumbers } from './selected-fields.ts';
import { whereFields } from './where-fields.ts';
import { elementKeys } from './where-schema.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;
type Each = 'items' | undefined;

const reference = (name: string): JsonSchema => ({ $ref: `#/definitions/${name}` });

/** The fields that go with the type of event in `performed`. */
export const eventFields = reference('eventFields');

const nameOf = (type: PerformedType, each: Each): string => (each ? `${type}.${each}` : type);

/** The pattern of fields below objects whose keys are the shop's own; every event has one, `custom`. */
const openFields = (type: PerformedType, each: Each): string => {
  const open = fieldPaths(type, each).filter((path) => fieldForm(type, `${path}.any`, each) === 'any');
  return `^(?:${open.join('|')})\\.`;
};

/** Operators over a field, or over the list of objects a condition on its elements. */
const whereField = (type: PerformedType, path: string): JsonSchema => {
  const operators = reference('operators');
  if (path !== 'items' || !hasList(type, path)) return operators;
  const part = reference(`${nameOf(type, path)}.where`);
  const asked = elementKeys.map((key) => ({
    type: 'object' as const,
    properties: { [key]: part },
    required: [key],
    additionalProperties: false,
  }));
  return { anyOf: [operators, ...asked] };
};

const whereSchema = (type: PerformedType, each: Each): JsonSchema => {
  const own = reference(`${nameOf(type, each)}.where`);
  const parts = { type: 'array', items: own } as const;
  const fields = whereFields({ performed: type, each }).map((path) => [path, whereField(type, path)]);
  return {
    type: 'object',
    properties: { ...Object.fromEntries(fields), all: parts, any: parts, not: own },
    patternProperties: { [openFields(type, each)]: reference('operators') },
    additionalProperties: false,
  };
};

type Kind = 'field' | 'number' | 'shown' | 'same';

/** The names that each of the newest events has beside its fields. */
const reserved: ReadonlySet<string> = new Set(['at', 'eventId']);

const isOfKind: Readonly<Record<Kind, (type: PerformedType, path: string, each: Each) => boolean>> = {
  field: () => true,
  number: (performed, path, each) => takesNumbers({ performed, each }, path),
  shown: (_type, path) => !reserved.has(path),
  same: (_type, path) => !isLocalField(path),
};

const fieldSchema = (type: PerformedType, each: Each, kind: Kind): JsonSchema => {
  const all = [...fieldPaths(type, each), ...Object.keys(localFields)];
  const named = [...new Set(all)].filter((path) => isOfKind[kind](type, path, each));
  return { anyOf: [{ enum: named }, { type: 'string', pattern: openFields(type, each) }] };
};

const kinds: readonly Kind[] = ['field', 'number', 'shown', 'same'];

const definitionsOf = (type: PerformedType, each: Each): Readonly<Record<string, JsonSchema>> => ({
  [`${nameOf(type, each)}.where`]: whereSchema(type, each),
  ...Object.fromEntries(kinds.map((kind) => [`${nameOf(type, each)}.${kind}`, fieldSchema(type, each, kind)])),
});

const meant = (type: PerformedType): JsonSchema => ({
  properties: { performed: { const: type } },
  required: ['performed'],
});

const takesElements: JsonSchema = { required: ['each'] };

/** Tells the selections of one type apart by whether they take elements; a type without a list must not. */
const isMeant = (type: PerformedType, each: Each): JsonSchema => {
  if (!hasList(type, 'items')) return meant(type);
  return { allOf: [meant(type), each ? takesElements : { not: takesElements }] };
};

/** A field of this event, or a list that begins with one; what comes second is of the other event. */
const sameSchema = (name: string): JsonSchema => {
  const field = reference(`${name}.same`);
  return { anyOf: [field, { type: 'array', items: [field, { type: 'string' }], minItems: 2, maxItems: 2 }] };
};

const fieldsOf = (type: PerformedType, each: Each): JsonSchema => {
  const name = nameOf(type, each);
  const field = reference(`${name}.field`);
  const aggregates = aggregateNames.map((aggregate) => [
    aggregate,
    numericAggregates.has(aggregate) ? reference(`${name}.number`) : field,
  ]);
  return {
    if: { not: isMeant(type, each) },
    else: {
      properties: {
        where: reference(`${name}.where`),
        ...(!hasList(type, 'items') && { each: false }),
        ...Object.fromEntries(aggregates),
        mostFrequent: field,
        list: field,
        latest: { items: reference(`${name}.shown`), uniqueItems: true },
        same: sameSchema(name),
      },
    },
  };
};

const selections: readonly (readonly [PerformedType, Each])[] = performedTypes.flatMap((type) => [
  [type, undefined] as const,
  ...(hasList(type, 'items') ? [[type, 'items'] as const] : []),
]);

/** The definitions that `eventFields` needs. */
export const eventDefinitions = (): Readonly<Record<string, JsonSchema>> => ({
  eventFields: { allOf: selections.map(([type, each]) => fieldsOf(type, each)) },
  ...Object.assign({}, ...selections.map(([type, each]) => definitionsOf(type, each))),
});
