import * as z from 'zod/mini';
import { template } from './mapping-text.ts';
import type { Template } from './template.ts';

/** An amount: one decimal number, or the product of several (`quantity × price`), rounded half up to minor units at the end. */
export interface Money {
  readonly kind: 'money';
  readonly factors: readonly Template[];
  readonly divisor: Template | undefined;
  readonly absolute: boolean;
  /** Whether an amount of which a column is empty is 0. */
  readonly orZero: boolean;
}

/** The source of an event's field. A field whose columns are empty is left out of the event. */
export type FieldValue =
  /** The first of the texts that has all its columns; with `separator`, all that have, joined. */
  | { readonly kind: 'text'; readonly texts: readonly Template[]; readonly separator: string | undefined }
  | { readonly kind: 'number'; readonly text: Template }
  | Money
  /** The sum of amounts over the rows, each rounded by itself; absent where there are no rows. */
  | { readonly kind: 'sum'; readonly amounts: readonly Money[]; readonly over: string | undefined }
  | { readonly kind: 'constant'; readonly value: string | number | boolean }
  | { readonly kind: 'object'; readonly fields: Fields }
  /** One element a row; absent where there are no rows. */
  | { readonly kind: 'list'; readonly fields: Fields; readonly over: string | undefined };

/** Sources by the name of the field. */
export type Fields = Readonly<Record<string, FieldValue>>;

const forms =
  'a text with {Column}s, or exactly one of {"firstOf"}, {"join", "with"}, {"number"}, {"money", "dividedBy"?, "absolute"?, "orZero"?}, {"sum", "over"?}, {"constant"}, {"object"}, {"list", "over"?}';
const textForms = 'a text with {Column}s, {"firstOf": [texts]} or {"join": [texts], "with": separator}';

const oneOrMore = 'a text with {Column}s or a list of such texts';

const texts = z.array(template).check(z.minLength(1));

/** Text with placeholders, a choice of such texts, or several joined. */
export const textValue = z.union(
  [
    z.pipe(
      template,
      z.transform((text): FieldValue => ({ kind: 'text', texts: [text], separator: undefined })),
    ),
    z.pipe(
      z.strictObject({ firstOf: texts }),
      z.transform(({ firstOf }): FieldValue => ({ kind: 'text', texts: firstOf, separator: undefined })),
    ),
    z.pipe(
      z.strictObject({ join: texts, with: z.string() }),
      z.transform(({ join, with: separator }): FieldValue => ({ kind: 'text', texts: join, separator })),
    ),
  ],
  { error: textForms },
);

const money = z.pipe(
  z.strictObject({
    money: z.union([template, texts], { error: oneOrMore }),
    dividedBy: z.optional(template),
    absolute: z.optional(z.boolean()),
    orZero: z.optional(z.boolean()),
  }),
  z.transform(({ money: factors, dividedBy: divisor, absolute = false, orZero = false }): Money => ({
    kind: 'money',
    factors: 'parts' in factors ? [factors] : factors,
    divisor,
    absolute,
    orZero,
  })),
);

const over = z.optional(z.string());

const sum = z.pipe(
  z.strictObject({
    sum: z.union([money, z.array(money).check(z.minLength(1))], { error: 'money or a list of money' }),
    over,
  }),
  z.transform(({ sum: amounts, over: table }): FieldValue => ({
    kind: 'sum',
    amounts: 'kind' in amounts ? [amounts] : amounts,
    over: table,
  })),
);

/** The source of any field. */
const fieldValue: z.ZodMiniType<FieldValue> = z.lazy(() =>
  z.union(
    [
      ...textValue.def.options,
      money,
      z.pipe(
        z.strictObject({ number: template }),
        z.transform(({ number }): FieldValue => ({ kind: 'number', text: number })),
      ),
      z.pipe(
        z.strictObject({
          constant: z.union([z.string(), z.number(), z.boolean()], { error: 'a text, a number, true or false' }),
        }),
        z.transform(({ constant }): FieldValue => ({ kind: 'constant', value: constant })),
      ),
      sum,
      z.pipe(
        z.strictObject({ object: fields }),
        z.transform((object): FieldValue => ({ kind: 'object', fields: object.object })),
      ),
      z.pipe(
        z.strictObject({ list: fields, over }),
        z.transform((list): FieldValue => ({ kind: 'list', fields: list.list, over: list.over })),
      ),
    ],
    { error: forms },
  ),
);

/** Sources of an event's fields, by name. */
export const fields: z.ZodMiniType<Fields> = z.record(z.string(), fieldValue);
