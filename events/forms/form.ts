import * as z from 'zod/mini';
import { isRecord } from '../is-record.ts';
import type { Named, Rule } from './json-schema.ts';

/** What a field may be compared with: `money` counts in minor units of the currency beside it, `any` is the shop's own. */
export type FieldForm = 'number' | 'money' | 'text' | 'instant' | 'boolean' | 'list' | 'object' | 'any';

const forms = new WeakMap<z.core.$ZodType, Form>();
const open = new WeakSet<z.core.$ZodType>();

/** One rule of the contract: the form a field is compared as, the rule in words (`must be …`), its test, and its JSON Schema. */
export interface Form extends Rule, Partial<Named> {
  readonly as: FieldForm;
  readonly rule: string;
  /** The rule for a value that does not fit, where the value shows what was meant. */
  readonly ruleFor?: (value: unknown) => string;
  readonly holds: (value: unknown) => boolean;
}

/** A schema with one test, and one message whatever is wrong. A value that fits is handed on as it came. */
export const form = <Value>(rule: Form): z.ZodMiniCustom<Value, Value> => {
  const schema = z.custom<Value>(rule.holds, { error: rule.rule, abort: true });
  forms.set(schema, rule);
  return schema;
};

/**
 * An object with keys of the shop's own choice, every value of one form; a fault names the key.
 *
 * Handed on as it came and never copied key by key, so that a key like `__proto__` stays one key among others.
 * Read it with `Object.hasOwn`.
 */
export const openObject = <Value>(values: Omit<Form, 'as'>): z.ZodMiniCustom<Record<string, Value>> => {
  const { rule, holds, json } = values;
  const schema = z.custom<Record<string, Value>>().check(({ value, issues }: z.core.ParsePayload) => {
    if (!isRecord(value)) {
      issues.push({ code: 'custom', message: 'must be an object', input: value });
      return;
    }
    const wrong = Object.keys(value).find((key) => !holds(value[key]));
    if (wrong !== undefined) issues.push({ code: 'custom', message: rule, input: value, path: [wrong] });
  });
  forms.set(schema, { ...values, as: 'object', json: { type: 'object', additionalProperties: json } });
  open.add(schema);
  return schema;
};

/** A list, which may be empty. */
export const listOf = <Element extends z.core.SomeType>(element: Element): z.ZodMiniArray<Element> =>
  z.array(element, 'must be a list');

/** How many values a list has, from 1 and without an end by default, and what they are, in words. */
interface ListBounds {
  readonly most?: number;
  readonly what: string;
}

/** A list of at least one value of a form, and at most `most`; a fault names the place of the first that does not fit. */
export const boundedList = <Value>(
  { most = Infinity, what }: ListBounds,
  element: z.core.$ZodType<Value>,
): z.ZodMiniCustom<readonly Value[]> => {
  const one = forms.get(element);
  if (one === undefined) throw new TypeError('Cannot bound a list of values that no form made');
  const { rule, ruleFor = () => rule, holds, json } = one;
  const listRule =
    most === Infinity ? `must be a list of at least one ${what}` : `must be a list of 1 to ${most} ${what}`;
  const schema = z.custom<readonly Value[]>().check(({ value, issues }: z.core.ParsePayload) => {
    const isFit = Array.isArray(value) && value.length >= 1 && value.length <= most;
    const wrong = isFit ? value.findIndex((each) => !holds(each)) : -1;
    if (!isFit) issues.push({ code: 'custom', message: listRule, input: value });
    else if (wrong !== -1) issues.push({ code: 'custom', message: ruleFor(value[wrong]), input: value, path: [wrong] });
  });
  const listJson = { type: 'array', minItems: 1, ...(most !== Infinity && { maxItems: most }), items: json };
  forms.set(schema, { as: 'list', rule: listRule, json: listJson, holds: (value) => schema.safeParse(value).success });
  return schema;
};

/** The schema itself, behind `optional` and defaults. */
export const unwrapped = (schema: z.core.$ZodType): z.core.$ZodType =>
  schema instanceof z.ZodMiniOptional || schema instanceof z.ZodMiniPrefault ? unwrapped(schema.def.innerType) : schema;

/** Whether the keys of an object are the shop's own. */
export const isOpen = (schema: z.core.$ZodType): boolean => open.has(unwrapped(schema));

/** The rule of a schema that `form` or `openObject` made; undefined for others. */
export const ruleOf = (schema: z.core.$ZodType): Form | undefined => forms.get(schema);

/** The form that a field with this schema is compared as. */
export const formOf = (schema: z.core.$ZodType): FieldForm => {
  const inner = unwrapped(schema);
  return forms.get(inner)?.as ?? (inner instanceof z.ZodMiniArray ? 'list' : 'object');
};
