import type * as z from 'zod/mini';
import { fieldForm, fieldPaths, hasList } from '#events/field-form.ts';
import { eventTypes, type EventType } from '#events/incoming-event.ts';
import { aggregateNames, numericAggregates } from '../language/aggregates.ts';
import { takesNumbers } from './selected-fields.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;
type Each = 'items' | undefined;

const reference = (name: string): JsonSchema => ({ $ref: `#/definitions/${name}` });

/** The fields that go with the type of event in `performed`. */
export const eventFields = reference('eventFields');

const nameOf = (type: EventType, each: Each): string => (each ? `${type}.${each}` : type);

/** The pattern of fields below objects whose keys are the shop's own; every event has one, `custom`. */
const openFields = (type: EventType, each: Each): string => {
  const open = fieldPaths(type, each).filter((path) => fieldForm(type, `${path}.any`, each) === 'any');
  return `^(?:${open.join('|')})\\.`;
};

const whereSchema = (type: EventType, each: Each): JsonSchema => ({
  type: 'object',
  properties: Object.fromEntries(fieldPaths(type, each).map((path) => [path, reference('operators')])),
  patternProperties: { [openFields(type, each)]: reference('operators') },
  additionalProperties: false,
});

const fieldSchema = (type: EventType, each: Each, isNumeric: boolean): JsonSchema => {
  const named = fieldPaths(type, each).filter((path) => !isNumeric || takesNumbers(type, path, each));
  const open = { type: 'string', pattern: openFields(type, each) } as const;
  // An empty list is not a valid enum.
  return named.length === 0 ? open : { anyOf: [{ enum: named }, open] };
};

const definitionsOf = (type: EventType, each: Each): Readonly<Record<string, JsonSchema>> => ({
  [`${nameOf(type, each)}.where`]: whereSchema(type, each),
  [`${nameOf(type, each)}.field`]: fieldSchema(type, each, false),
  [`${nameOf(type, each)}.number`]: fieldSchema(type, each, true),
});

const meant = (type: EventType): JsonSchema => ({
  properties: { performed: { const: type } },
  required: ['performed'],
});

const takesElements: JsonSchema = { required: ['each'] };

/** Tells the selections of one type apart by whether they take elements; a type without a list must not. */
const isMeant = (type: EventType, each: Each): JsonSchema => {
  if (!hasList(type, 'items')) return meant(type);
  return { allOf: [meant(type), each ? takesElements : { not: takesElements }] };
};

const fieldsOf = (type: EventType, each: Each): JsonSchema => {
  const name = nameOf(type, each);
  const aggregates = aggregateNames.map((aggregate) => [
    aggregate,
    reference(`${name}.${numericAggregates.has(aggregate) ? 'number' : 'field'}`),
  ]);
  return {
    if: { not: isMeant(type, each) },
    else: {
      properties: {
        where: reference(`${name}.where`),
        ...(!hasList(type, 'items') && { each: false }),
        ...Object.fromEntries(aggregates),
      },
    },
  };
};

const selections: readonly (readonly [EventType, Each])[] = eventTypes.flatMap((type) => [
  [type, undefined] as const,
  ...(hasList(type, 'items') ? [[type, 'items'] as const] : []),
]);

/** The definitions that `eventFields` needs. */
export const eventDefinitions = (): Readonly<Record<string, JsonSchema>> => ({
  eventFields: { allOf: selections.map(([type, each]) => fieldsOf(type, each)) },
  ...Object.assign({}, ...selections.map(([type, each]) => definitionsOf(type, each))),
});
