import * as z from 'zod/mini';
import { isOpen, ruleOf, unwrapped } from '#events/forms/form.ts';
import { groupOf, type Field } from '#events/forms/group.ts';
import { isOptional } from './is-optional.ts';

type Schema = z.core.$ZodType;

/** A field of a detail, as people read about it. */
export interface FieldRow {
  /** Names of fields from the detail on; those of a list's elements stand below the list. */
  readonly path: readonly string[];
  readonly schema: Schema;
  /** Such as `a text of 1 to 256 characters`. */
  readonly form: string;
  readonly meaning: string;
  readonly isRequired: boolean;
}

const ruleWords = (schema: Schema): string => {
  const words = (ruleOf(schema)?.rule ?? 'must be an object').replace(/^must be /, '');
  return words === 'there' ? 'anything' : words.replace(/^one of (?=\w+$)/, '');
};

/** The form of a field in words. */
const formWords = (schema: Schema): string => {
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodMiniNullable) return `${formWords(inner.def.innerType)}, or null`;
  if (inner instanceof z.ZodMiniArray) return `a list, each element ${formWords(inner.def.element)}`;
  return isOpen(inner) ? `an object, each value ${ruleWords(inner)}` : ruleWords(inner);
};

/** The object that a schema is, or is a list of. */
const objectIn = (schema: Schema): Schema => {
  const inner = unwrapped(schema);
  return inner instanceof z.ZodMiniArray ? objectIn(inner.def.element) : inner;
};

const rowsOf = ([name, field]: readonly [string, Field], before: readonly string[]): readonly FieldRow[] => {
  const path = [...before, name];
  const { schema, meaning } = field;
  const row = { path, schema, form: formWords(schema), meaning, isRequired: !isOptional(field) };
  return [row, ...fieldRows(objectIn(schema), path)];
};

/** The fields of an object, each followed by those within it. */
export const fieldRows = (schema: Schema, before: readonly string[] = []): readonly FieldRow[] =>
  Object.entries(groupOf(schema)?.fields ?? {}).flatMap((entry) => rowsOf(entry, before));

/** What is said of two fields of an object or of the objects in it. */
export const sentencesAbout = (schema: Schema): readonly string[] => {
  const { fields = {}, constraints = [] } = groupOf(schema) ?? {};
  const within = Object.values(fields).flatMap((field) => sentencesAbout(objectIn(field.schema)));
  return [...constraints.map(({ says }) => says), ...within];
};
