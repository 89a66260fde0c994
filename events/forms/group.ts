import * as z from 'zod/mini';
import type { Named, Rule } from './json-schema.ts';

/** A field of an object: its schema, and what it means to those who write or read it, in Markdown. */
export interface Field<Schema extends z.core.$ZodType = z.core.$ZodType> {
  readonly schema: Schema;
  readonly meaning: string;
}

/** The fields of an object, by name. */
export type Fields = Readonly<Record<string, Field>>;

type ShapeOf<Set extends Fields> = { -readonly [Name in keyof Set]: Set[Name]['schema'] };

/** The schema of an object of known fields. */
export type Group<Set extends Fields> = z.ZodMiniObject<ShapeOf<Set>>;

/** A rule that concerns two fields, for people and for programs. */
interface Concerning extends Rule {
  /** A sentence of Markdown. */
  readonly says: string;
}

/** A rule that concerns two fields, asked of an object whose fields all fit. */
export interface Constraint<Value> extends Concerning {
  readonly check: z.core.$ZodCheck<Value>;
}

/** How an object of known fields was described. */
export interface Described extends Named {
  readonly fields: Fields;
  readonly constraints: readonly Constraint<never>[];
}

const groups = new WeakMap<z.core.$ZodType, Described>();

export const field = <Schema extends z.core.$ZodType>(schema: Schema, meaning: string): Field<Schema> => ({
  schema,
  meaning,
});

const shapeOf = <Set extends Fields>(fields: Set): ShapeOf<Set> => {
  const shape: Record<string, z.core.$ZodType> = {};
  for (const name of Object.keys(fields)) shape[name] = (fields[name] as Field).schema;
  return shape as ShapeOf<Set>;
};

/** An object of known fields; others are ignored. */
export const group = <Set extends Fields>(
  name: string,
  fields: Set,
  constraints: readonly Constraint<z.output<Group<Set>>>[] = [],
): Group<Set> => {
  const object = z.object(shapeOf(fields), 'must be an object');
  const schema = constraints.length === 0 ? object : object.check(...constraints.map(({ check }) => check));
  groups.set(schema, { name, fields, constraints });
  return schema;
};

/** The description of an object of known fields; undefined for other schemas. */
export const groupOf = (schema: z.core.$ZodType): Described | undefined => groups.get(schema);
