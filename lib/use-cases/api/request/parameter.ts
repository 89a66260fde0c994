import type * as z from 'zod/mini';
import { form, ruleOf } from '#events/forms/form.ts';
import type { Field } from '#events/forms/group.ts';
import { instantRule } from '#events/forms/instant.ts';
import type { JsonSchema } from '#events/forms/json-schema.ts';
import { readInstant } from '#lib/core/time/read-instant.ts';
import type { Instant } from '#lib/core/time/instant.ts';

/** A parameter of a query: its form, what it means, and how its text is read. */
export interface Parameter<Value = unknown> extends Field {
  /** The value of a text that fits, or of none. */
  readonly read: (text: string | undefined) => Value;
}

/** Parameters by name. */
export type Parameters = Readonly<Record<string, Parameter>>;

/** The values that parameters are read as. */
export type ValuesOf<Set extends Parameters> = {
  readonly [Name in keyof Set]: Set[Name] extends Parameter<infer Value> ? Value : never;
};

/** A parameter that follows the rule of a schema of texts. */
export const textParameter = (schema: z.core.$ZodType, meaning: string): Parameter<string | undefined> => ({
  schema,
  meaning,
  read: (text) => text,
});

interface Rule {
  readonly rule: string;
  readonly json: JsonSchema;
  readonly holds: (text: string) => boolean;
}

const ofText = ({ rule, json, holds }: Rule) =>
  form<string>({ as: 'text', rule, json, holds: (value) => typeof value === 'string' && holds(value) });

/** The bounds of a whole number, and what it is where it is not given. */
interface Whole {
  readonly least: number;
  readonly most: number;
  readonly unlessGiven: number;
}

/** A whole number, written only with digits. */
export const wholeParameter = ({ least, most, unlessGiven }: Whole, meaning: string): Parameter<number> => ({
  schema: ofText({
    rule: `must be a whole number from ${least} to ${most}`,
    json: { type: 'integer', minimum: least, maximum: most, default: unlessGiven },
    holds: (text) => /^\d{1,16}$/.test(text) && Number(text) >= least && Number(text) <= most,
  }),
  meaning,
  read: (text) => (text === undefined ? unlessGiven : Number(text)),
});

/** A parameter that is `true` or `false`; false where it is not given. */
export const switchParameter = (meaning: string): Parameter<boolean> => ({
  schema: ofText({
    rule: 'must be true or false',
    json: { type: 'boolean', default: false },
    holds: (text) => text === 'true' || text === 'false',
  }),
  meaning,
  read: (text) => text === 'true',
});

/** An instant with `Z` or an offset. */
export const instantParameter = (meaning: string): Parameter<Instant | undefined> => ({
  schema: ofText({
    rule: instantRule,
    json: { type: 'string', format: 'date-time' },
    holds: (text) => readInstant(text) !== undefined,
  }),
  meaning,
  read: readInstant,
});

/** The rule of a parameter in words, and its test. */
export const ruleOfParameter = ({ schema }: Parameter): Pick<Rule, 'rule' | 'holds'> => {
  const rule = ruleOf(schema);
  if (rule !== undefined) return rule;
  throw new TypeError('Cannot read a parameter by a schema that no form made');
};
