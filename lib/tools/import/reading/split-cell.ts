import type { Parts } from '../parts.ts';

/** The values of one part of a row, by the column of its table. */
export type PartValues = Readonly<Record<string, string>>;

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);

const alternatives = (texts: readonly string[]): string =>
  texts
    .toSorted((one, other) => other.length - one.length)
    .map(escaped)
    .join('|');

type Labelled = Extract<Parts, { labels: object }>;
type Listed = Extract<Parts, { fields: object }>;

/** A value with the column of its label. */
type LabelledValue = readonly [column: string, value: string];

/** The labelled values of a text, in their order; undefined where it does not begin with a label. */
const labelledValues = (text: string, { labels, between }: Labelled): readonly LabelledValue[] | undefined => {
  const columns = new Map(Object.entries(labels).map(([column, label]) => [label, column]));
  const label = new RegExp(`(?:^|${alternatives(between)})\\s*(${alternatives([...columns.keys()])})`, 'g');
  const found = [...text.matchAll(label)];
  if (found[0]?.index !== 0) return undefined;
  return found.map((match, index) => [
    columns.get(match[1] ?? '') ?? '',
    text.slice(match.index + match[0].length, found[index + 1]?.index),
  ]);
};

const partsOf = (values: readonly LabelledValue[]): readonly PartValues[] => {
  const [first] = values[0] ?? [];
  const parts: Record<string, string>[] = [];
  for (const [column, value] of values) {
    const part = column === first ? undefined : parts.at(-1);
    if (part === undefined) parts.push({ [column]: value });
    else part[column] ??= value;
  }
  return parts;
};

/**
 * Splits a text of labelled values. A label counts where a separator or nothing stands before it, so that a value may contain
 * separators. A part begins where the first label of the text comes again; of any other that does, the first value counts.
 */
const splitLabelled = (text: string, definition: Labelled): readonly PartValues[] | undefined => {
  const values = labelledValues(text, definition);
  return values && partsOf(values);
};

const splitFields = (text: string, { fields, between }: Listed): PartValues | undefined => {
  const values = text.split(between);
  if (values.length < fields.length) return undefined;
  const last = fields.length - 1;
  const all = [...values.slice(0, last), values.slice(last).join(between)];
  return Object.fromEntries(fields.map((field, index) => [field, all[index] ?? '']));
};

/**
 * Splits a cell into the parts that it holds.
 *
 * @returns undefined where the cell is not written as the mapping says.
 */
export const splitCell = (text: string, definition: Labelled | Listed): readonly PartValues[] | undefined => {
  if ('labels' in definition) return splitLabelled(text, definition);
  const texts = definition.split === undefined ? [text] : text.split(definition.split);
  const parts = texts.map((part) => splitFields(part, definition));
  return parts.every((part) => part !== undefined) ? parts : undefined;
};
