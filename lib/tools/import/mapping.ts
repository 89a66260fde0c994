import * as z from 'zod/mini';
import { eventTypes } from '#events/incoming-event.ts';
import type { CleaningStep } from './clean-cell.ts';
import { fields, textValue } from './field-value.ts';
import { cellPath, decimal, expression, template, timeForm } from './mapping-text.ts';
import { parsePath } from './template.ts';

const operators = z.strictObject({
  eq: z.optional(z.string()),
  in: z.optional(z.array(z.string())),
  startsWith: z.optional(z.string()),
  matches: z.optional(expression),
  exists: z.optional(z.boolean()),
  gt: z.optional(decimal),
  gte: z.optional(decimal),
  lt: z.optional(decimal),
  lte: z.optional(decimal),
});

const test = z.extend(operators, { not: z.optional(operators) });

/** Tests of one cell, all of which must hold. */
export type CellTest = Readonly<z.output<typeof test>>;

/** Tests by column, all of which must hold. Keys are columns, or `table.column`. */
const filter = z.pipe(
  z.record(z.string(), test),
  z.transform((tests) => Object.entries(tests).map(([text, is]) => ({ path: parsePath(text), is }))),
);

export type Filter = z.output<typeof filter>;

const cleaningStep: z.ZodMiniType<CleaningStep> = z.union(
  [
    z.enum(['lower', 'upper', 'dropPointZero', 'hash']),
    z.strictObject({ replace: z.tuple([z.string().check(z.minLength(1)), z.string()]) }),
    z.strictObject({ translate: z.record(z.string(), z.string()) }),
  ],
  { error: 'lower, upper, dropPointZero, hash, {"replace": [text, text]} or {"translate": {text: text}}' },
);

const column = z.strictObject({
  /** What is done to each cell, after it is trimmed. */
  clean: z.optional(z.array(cleaningStep)),
  /** The file may lack the column, as if all its cells were empty. */
  optional: z.optional(z.boolean()),
});

const table = z.strictObject({
  /** Beside the file of `--from`; without it, the table is the file of `--from` itself. */
  file: z.optional(z.string().check(z.minLength(1))),
  delimiter: z.optional(z.string().check(z.minLength(1))),
  encoding: z.optional(z.enum(['utf8', 'utf16le', 'latin1'])),
  /** The column by which rows of other tables find theirs in this one. */
  key: z.optional(z.string()),
  /** The column of those other tables; the same name by default. */
  by: z.optional(z.string()),
  columns: z.optional(z.record(z.string(), column)),
  /** Rows that no event is made of, with the reason for the report. The first that holds counts. */
  refuse: z.optional(z.array(z.strictObject({ where: filter, reason: z.string().check(z.minLength(1)) }))),
});

/** One file of the export. */
export type TableMapping = Readonly<z.output<typeof table>>;

const ruleSchema = z.strictObject({
  type: z.enum(eventTypes),
  /** The table whose rows become events; the one of `--from` by default. */
  rows: z.optional(z.string()),
  /** Which rows. */
  where: z.optional(filter),
  /** Rows equal in these columns are one event; without it every row is its own. */
  groupBy: z.optional(z.array(cellPath).check(z.minLength(1))),
  /** Which groups, by the first row that has the column filled. */
  when: z.optional(filter),
  /** Why the other groups are not used, for the report. */
  otherwise: z.optional(z.string().check(z.minLength(1))),
  eventId: template,
  customerId: z.optional(textValue),
  anonymousId: z.optional(textValue),
  /** The first of `at` that is filled; of several rows the earliest. */
  time: timeForm,
  /** ISO 4217, fixed or from a column: what `money` counts in. */
  currency: z.optional(template),
  detail: z.optional(fields),
});

/** How rows become events of one type. */
export type Rule = Readonly<z.output<typeof ruleSchema>>;

export const mappingSchema = z.strictObject({
  description: z.optional(z.string()),
  /** The producer that the events name, as `shop.orders`. */
  source: z
    .string()
    .check(z.refine((source) => source !== '' && source !== 'patron', { error: "the producer's name, not `patron`" })),
  tables: z.optional(z.record(z.string().check(z.regex(/^\w+$/, { error: 'a name of letters, digits and _' })), table)),
  events: z.array(ruleSchema).check(z.minLength(1)),
});

/** How the files of an export become events: checked, and ready to be used. */
export interface Mapping {
  readonly source: string;
  readonly tables: Readonly<Record<string, TableMapping>>;
  /** The table that is the file of `--from`. */
  readonly main: string;
  readonly events: readonly Rule[];
}

/** The table that a rule's rows are of. */
export const tableOf = (rule: Rule, { main }: Pick<Mapping, 'main'>): string => rule.rows ?? main;
