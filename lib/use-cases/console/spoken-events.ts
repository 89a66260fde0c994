import * as z from 'zod/mini';
import { hasList } from '#events/field-form.ts';
import { formOf, isOpen, ruleOf, unwrapped } from '#events/forms/form.ts';
import { groupOf } from '#events/forms/group.ts';
import { performedTypes, incomingEvents, type PerformedType } from '#events/incoming-event.ts';
import { eventWords } from '#lib/core/segments/describe/event-words.ts';
import { fieldSubject } from '#lib/core/segments/describe/labels.ts';
import { fieldOperators } from './operators-by-kind.ts';

type Schema = z.core.$ZodType;

/** A field with its place in the detail. */
interface FoundField {
  readonly path: string;
  readonly schema: Schema;
  readonly meaning: string;
  /** Whether it stands in a list, or is one. */
  readonly isList: boolean;
}

const isListSchema = (schema: Schema): boolean => unwrapped(schema) instanceof z.ZodMiniArray;

const elementOf = (schema: Schema): Schema => {
  const inner = unwrapped(schema);
  return inner instanceof z.ZodMiniArray ? elementOf(inner.def.element) : inner;
};

const fieldsBelow = (schema: Schema, before: readonly string[], isInList: boolean): readonly FoundField[] =>
  Object.entries(groupOf(elementOf(schema))?.fields ?? {}).flatMap(([name, field]) => {
    const path = [...before, name];
    const isList = isInList || isListSchema(field.schema);
    const below = fieldsBelow(field.schema, path, isList);
    return below.length > 0 ? below : [{ path: path.join('.'), schema: field.schema, meaning: field.meaning, isList }];
  });

/** Fields that the builder does not offer: they say whose an event is, when it happened, and what it puts right. */
const unasked: ReadonlySet<string> = new Set([
  'eventId',
  'customerId',
  'anonymousId',
  'occurredAt',
  'replaces',
  'revision.of',
  'revision.number',
]);

const spokenField = (type: PerformedType, { path, schema, meaning, isList }: FoundField, currency: string) => {
  const inner = unwrapped(schema);
  const kind = isOpen(inner) ? 'any' : formOf(inner);
  const { rule, json } = ruleOf(elementOf(schema)) ?? {};
  const values = json?.['enum'];
  return {
    path: isOpen(inner) ? `${path}.` : path,
    label: fieldSubject(path, { performed: type }, currency).label,
    kind,
    rule: rule ?? null,
    meaning,
    isList,
    operators: fieldOperators(kind),
    ...(Array.isArray(values) && { values }),
  };
};

/** Every kind of event with the fields that conditions can name; a path that ends with a dot wants a name of the shop's own. */
export const spokenEvents = (currency: string) =>
  performedTypes.map((type) => ({
    type,
    label: eventWords({ performed: type }, currency).one,
    many: eventWords({ performed: type }, currency).many,
    meaning: incomingEvents[type].meaning,
    each: hasList(type, 'items') ? ['items'] : [],
    fields: fieldsBelow(incomingEvents[type].schema, [], false)
      .filter(({ path }) => !unasked.has(path))
      .map((field) => spokenField(type, field, currency)),
  }));
