import * as z from 'zod/mini';

/** The place of a number from 1 in the name of a column, as in `Product {n} Name`. */
const place = '{n}';

const name = z.string().check(z.minLength(1));
const columnName = name;

/** A name of a column for each of the first, second, third … part of a row. */
const numbered = z
  .string()
  .check(z.refine((text) => text.includes(place), { error: 'a column with {n} in the place of a number from 1' }));

const inColumns = z.strictObject({
  of: name,
  /** The columns of the parts, by the name of a column here. */
  columns: z.record(columnName, numbered),
});

const labelled = z.strictObject({
  of: name,
  /** The column of the parts: one, or one for each part as `line_item_{n}`. */
  cell: name,
  /** The text before each value, by the name of a column here. */
  labels: z.record(columnName, name),
  /** The texts that stand between values, and between parts. */
  between: z.array(name).check(z.minLength(1)),
});

const listed = z.strictObject({
  of: name,
  cell: name,
  /** The columns here, in the order of the values; the last takes the rest of the text. */
  fields: z.array(columnName).check(z.minLength(1)),
  /** The text between values. */
  between: name,
  /** The text between parts; without it, each cell is one part. */
  split: z.optional(name),
});

/** Where the parts of a row stand. */
export const parts = z.union([inColumns, labelled, listed], {
  error: '{"of", "columns"}, {"of", "cell", "labels", "between"} or {"of", "cell", "fields", "between", "split"?}',
});

export type Parts = Readonly<z.output<typeof parts>>;

/** The name of a numbered column for one part. */
export const numberedColumn = (column: string, number: number): string => column.replaceAll(place, String(number));

/** The columns that the parts bring to their table. */
export const partColumns = (definition: Parts): readonly string[] => {
  if ('columns' in definition) return Object.keys(definition.columns);
  return 'labels' in definition ? Object.keys(definition.labels) : definition.fields;
};

/** The columns that the other table must have: those of a first part, or the only ones. */
export const sourceColumns = (definition: Parts, isRequired: (column: string) => boolean): readonly string[] => {
  if (!('columns' in definition)) return [numberedColumn(definition.cell, 1)];
  return Object.entries(definition.columns)
    .filter(([column]) => isRequired(column))
    .map(([, source]) => numberedColumn(source, 1));
};
