import type * as z from 'zod/mini';
import type { JsonSchema, Rule } from '#events/forms/json-schema.ts';

type Schema = z.core.$ZodType;

/** The JSON Schemas that a document says once and refers to, and what they leave unsaid. */
export interface Definitions {
  /** By name: `Item`. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  /** What no JSON Schema can say of them, each thing once. */
  readonly beyond: ReadonlySet<string>;
  /** Notes what the JSON Schema of a rule leaves unsaid. */
  readonly note: (rule: Rule) => void;
  /**
   * Defines a schema where it is not, and refers to it.
   *
   * @throws {Error} where another schema has the name.
   */
  readonly refer: (name: string, schema: Schema, json: () => JsonSchema) => JsonSchema;
}

/** @param prefix - of references, such as `#/$defs/`. */
export const newDefinitions = (prefix: string): Definitions => {
  const schemas: Record<string, JsonSchema> = {};
  const beyond = new Set<string>();
  const defined = new Map<string, Schema>();
  return {
    schemas,
    beyond,
    note: (rule) => {
      for (const sentence of rule.beyond ?? []) beyond.add(sentence);
    },
    refer: (name, schema, json) => {
      const known = defined.get(name);
      if (known !== undefined && known !== schema)
        throw new Error(`Cannot define two schemas under one name: current value is ${name}`);
      defined.set(name, schema);
      if (known === undefined) schemas[name] = json();
      return { $ref: `${prefix}${name}` };
    },
  };
};
