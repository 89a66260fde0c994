import * as z from 'zod/mini';
import { eventTypes } from '#events/incoming-event.ts';
import type { CleaningStep } from './clean-cell.ts';
import { fields, textValue } from './field-value.ts';
import { filter } from './filter.ts';
import { cellPath, numberFormat, template, timeForm } from './mapping-text.ts';
import { parts } from './parts.ts';
import { encodings } from './reading/decoders.ts';

const cleaningStep: z.ZodMiniType<CleaningStep> = z.union(
  [
    z.enum(['lower', 'upper', 'dropPointZero', 'hash']),
    z.strictObject({ number: numberFormat }),
    z.strictObject({ replace: z.tuple([z.string().check(z.minLength(1)), z.string()]) }),
    z.strictObject({ translate: z.record(z.string(), z.string()) }),
  ],
  {
    error:
      'lower, upper, dropPointZero, hash, {"number": "1.234,56"}, {"replace": [text, text]} or {"translate": {text: text}}',
  },
);

const column = z.strictObject({
  /** Steps applied to each cell after it is trimmed. */
  clean: z.optional(z.array(cleaningStep)),
  /** Whether the file may lack the column, as if all its cells were empty. */
  optional: z.optional(z.boolean()),
  /** Whether an empty cell takes the value of the row above it. */
  fillDown: z.optional(z.boolean()),
});

const table = z.strictObject({
  /** A file beside that of `--from`; the table without it is the file of `--from` itself. */
  file: z.optional(z.string().check(z.minLength(1))),
  /** The rows are parts of another table's rows; the table has no file then. */
  parts: z.optional(parts),
  /** By default a comma, or what a line `sep=…` at the beginning of the file says. */
  delimiter: z.optional(z.string().check(z.minLength(1))),
  /** Whether cells may stand in quotes; by default in all files but those with tabs. */
  quote: z.optional(z.boolean()),
  /** UTF-8 by default; a byte order mark in the file counts before it. */
  encoding: z.optional(z.enum(encodings)),
  /** Lines before the header, from which those above the line with the columns need not be counted. */
  skipLines: z.optional(z.int().check(z.nonnegative())),
  /** The column by which rows of other tables find their rows in this one. */
  key: z.optional(z.string()),
  /** The column of those other tables; the same name by default. */
  by: z.optional(z.string()),
  columns: z.optional(z.record(z.string(), column)),
  /** Rows of which no event is made, with the reason for the report. The first filter that holds counts. */
  refuse: z.optional(z.array(z.strictObject({ where: filter, reason: z.string().check(z.minLength(1)) }))),
});

/** One file of the export. */
export type TableMapping = Readonly<z.output<typeof table>>;

const ruleSchema = z.strictObject({
  type: z.enum(eventTypes),
  /** The table whose rows become events; the one of `--from` by default. */
  rows: z.optional(z.string()),
  /** The rows that the rule takes; all by default. */
  where: z.optional(filter),
  /** Rows equal in these columns are one event; by default each row is one. */
  groupBy: z.optional(z.array(cellPath).check(z.minLength(1))),
  /** Further columns in which rows must agree to be one event, beside all that the event takes a value from. */
  agree: z.optional(z.array(z.string())),
  /** Columns that may differ, of which the first filled cell counts. */
  mayDiffer: z.optional(z.array(z.string())),
  /** The groups that the rule takes, by the first row in which the column is filled. */
  when: z.optional(filter),
  /** The reason, for the report, why the other groups are not used. */
  otherwise: z.optional(z.string().check(z.minLength(1))),
  eventId: template,
  customerId: z.optional(textValue),
  anonymousId: z.optional(textValue),
  /** The first of `at` that is filled; the earliest one of several rows. */
  time: timeForm,
  /** The ISO 4217 code, fixed or from a column, in whose minor units money is counted. */
  currency: z.optional(template),
  detail: z.optional(fields),
});

/** A rule by which rows become events of one type. */
export type Rule = Readonly<z.output<typeof ruleSchema>>;

export const mappingSchema = z.strictObject({
  description: z.optional(z.string()),
  /** The producer that the events name, such as `shop.orders`. */
  source: z
    .string()
    .check(z.refine((source) => source !== '' && source !== 'patron', { error: "the producer's name, not `patron`" })),
  tables: z.optional(z.record(z.string().check(z.regex(/^\w+$/, { error: 'a name of letters, digits and _' })), table)),
  events: z.array(ruleSchema).check(z.minLength(1)),
});

/** A checked mapping: the rules by which the files of an export become events. */
export interface Mapping {
  readonly source: string;
  readonly tables: Readonly<Record<string, TableMapping>>;
  /** Name of the table that is the file of `--from`. */
  readonly main: string;
  readonly events: readonly Rule[];
}

/** Name of the table whose rows a rule takes. */
export const tableOf = (rule: Rule, { main }: Pick<Mapping, 'main'>): string => rule.rows ?? main;
