import * as z from 'zod/mini';
import { formOf, isOpen, unwrapped, type FieldForm } from './forms/form.ts';
import { incomingEvents, type EventType } from './incoming-event.ts';

export type { FieldForm } from './forms/form.ts';

type Schema = z.core.$ZodType;

/** The known fields of an object, or of each element of a list; anything else has none. */
const fieldsOf = (schema: Schema): Readonly<Record<string, Schema>> => {
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodMiniArray) return fieldsOf(inner.def.element);
  return inner instanceof z.ZodMiniObject ? inner.def.shape : {};
};

const formAt = (schema: Schema, path: string): FieldForm | undefined => {
  if (isOpen(schema)) return path === '' ? undefined : 'any';
  const dot = path.indexOf('.');
  const name = dot === -1 ? path : path.slice(0, dot);
  const fields = fieldsOf(schema);
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (field === undefined) return undefined;
  return dot === -1 ? formOf(field) : formAt(field, path.slice(dot + 1));
};

const listIn = (type: EventType, list: 'items'): Schema | undefined => fieldsOf(incomingEvents[type].schema)[list];

/** Whether events of a type have a list whose elements can be counted one by one. */
export const hasList = (type: EventType, list: 'items'): boolean => listIn(type, list) !== undefined;

/** Whether the elements of a list have a field; if so, `fieldForm` looks for it only there. */
export const isElementField = (type: EventType, path: string, each: 'items'): boolean => {
  const list = listIn(type, each);
  return list !== undefined && formAt(list, path) !== undefined;
};

/**
 * The form that a field of an event is compared as; undefined where the event has no such field.
 *
 * @param path - dotted, through lists without an index (`items.category`); after `custom` and `answers` the rest is one key.
 * @param each - looks in the list's element first, then in the event; an event without that list has no fields at all.
 */
export const fieldForm = (type: EventType, path: string, each?: 'items'): FieldForm | undefined => {
  const { schema } = incomingEvents[type];
  if (each === undefined) return formAt(schema, path);
  const list = listIn(type, each);
  return list && (formAt(list, path) ?? formAt(schema, path));
};

const pathsIn = (schema: Schema): readonly string[] =>
  Object.entries(fieldsOf(schema)).flatMap(([name, field]) => [
    name,
    ...(isOpen(field) ? [] : pathsIn(field).map((path) => `${name}.${path}`)),
  ]);

/** The paths for which `fieldForm` knows a form, but those of keys of the shop's own. */
export const fieldPaths = (type: EventType, each?: 'items'): readonly string[] => {
  const list = each && listIn(type, each);
  return [...(list ? pathsIn(list) : []), ...pathsIn(incomingEvents[type].schema)];
};

/** The fields of an object's objects; those whose keys are the shop's own have none. */
const grandchildrenOf = (schema: Schema): (readonly [string, FieldForm])[] =>
  Object.entries(fieldsOf(schema)).flatMap(([name, group]) =>
    Object.entries(fieldsOf(group)).map(([trait, field]) => [`${name}.${trait}`, formOf(field)] as const),
  );

const { traits } = fieldsOf(incomingEvents.CustomerDescribed.schema);

/**
 * Every trait that can be given, such as `demographic.birthDate`, with the form it is compared as. `custom` and `consent` are not
 * here: their keys are the shop's own.
 */
export const givenTraits: ReadonlyMap<string, FieldForm> = new Map(traits && grandchildrenOf(traits));
