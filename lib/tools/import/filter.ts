import * as z from 'zod/mini';
import { decimal, expression } from './mapping-text.ts';
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
export const filter = z.pipe(
  z.record(z.string(), test),
  z.transform((tests) => Object.entries(tests).map(([text, is]) => ({ path: parsePath(text), is }))),
);

export type Filter = z.output<typeof filter>;
