import * as z from 'zod/mini';
import { nearestName } from '#lib/core/nearest-name.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

const jsonSchemas = new WeakMap<z.core.$ZodType, JsonSchema>();

/** Says the JSON Schema of a schema that asks by code, for editors. It refuses nothing that the code accepts. */
const told = <Schema extends z.core.$ZodType>(schema: Schema, json: JsonSchema): Schema => {
  jsonSchemas.set(schema, json);
  return schema;
};

/** The JSON Schema that was said of a schema; undefined where its own says it all. */
export const toldOf = (schema: z.core.$ZodType): JsonSchema | undefined => jsonSchemas.get(schema);

/** A text of a pattern. `holds` may accept others, which no file has. */
export const textLike = (rule: string, pattern: RegExp, holds = (text: string): boolean => pattern.test(text)) =>
  told(z.string(rule).check(z.refine(holds, rule)), { pattern: pattern.source, description: rule });

/** An integer between two bounds, both included. */
export const integerFrom = (least: number, most: number, rule = `must be an integer from ${least} to ${most}`) =>
  told(
    z.number(rule).check(z.refine((value) => Number.isSafeInteger(value) && value >= least && value <= most, rule)),
    { type: 'integer', minimum: least, maximum: most },
  );

/** One of a few integers. */
export const integerOf = (few: readonly number[]) => {
  const rule = `must be one of ${few.join(', ')}`;
  return told(z.number(rule).check(z.refine((value) => few.includes(value), rule)), { enum: [...few] });
};

/** A list of at least one element. */
export const some = <Element extends z.core.$ZodType>(element: Element) =>
  z.array(element, 'must be a list').check(z.minLength(1, 'must name at least one'));

const hintFor = (key: string, known: readonly string[]): string => {
  const near = nearestName(key, known);
  return near === undefined ? '' : ` (the nearest is ${near})`;
};

/** One of a few names; for another the nearest is named. */
export const oneOfNames = <const Names extends readonly [string, ...string[]]>(names: Names) =>
  z.enum(names, {
    error: ({ input }) => {
      const hint = typeof input === 'string' ? hintFor(input, names) : '';
      return `must be one of ${names.join(', ')}${hint}`;
    },
  });

/** An object of known keys that refuses every other key, naming the nearest. */
export const objectOf = <Shape extends z.core.$ZodShape>(shape: Shape) => {
  const known = Object.keys(shape);
  const refusal = (key: string) => `must not have ${key}${hintFor(key, known)}`;
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map(refusal).join(' and ')
        : `must be an object of ${known.join(', ')}`,
  });
};
