import { absolute, multiply, one, parseDecimal, roundQuotient, type Decimal } from './decimal.ts';
import type { Fields, FieldValue, Money } from './field-value.ts';
import { isIdentifier, requireExactId } from './identifiers.ts';
import { joined, requireSound, textOf, type ExportRow, type RowGroup } from './table.ts';
import type { Template } from './template.ts';
import { Unusable } from './unusable.ts';

/** A value of an event's detail. */
export type Detail = string | number | boolean | readonly Detail[] | DetailObject;

/** Fields of an event's detail by name. */
export interface DetailObject {
  readonly [field: string]: Detail;
}

/** The circumstances of making one event. */
export interface Making {
  /** Decimal places of the currency. */
  readonly digits: number;
  /** Rows of other tables whose values went into the event; added to while it is made. */
  readonly taken: Set<ExportRow>;
}

const rowNumber = ({ rows }: RowGroup): number | undefined => (rows.length === 1 ? rows[0]?.number : undefined);

const decimalOf = (group: RowGroup, template: Template): Decimal | undefined => {
  const text = textOf(group, template);
  if (text === undefined) return undefined;
  const decimal = parseDecimal(text);
  if (decimal === undefined)
    throw new Unusable(`${template.text} must be a decimal number`, JSON.stringify(text), rowNumber(group));
  return decimal;
};

/** An amount in minor units; undefined where a factor is empty, or the divisor is empty or 0. */
const filledAmount = (group: RowGroup, { factors, divisor, ...money }: Money, digits: number): bigint | undefined => {
  const decimals = factors.map((factor) => decimalOf(group, factor));
  const by = divisor === undefined ? one : decimalOf(group, divisor);
  if (by === undefined || by.units === 0n || !decimals.every((decimal) => decimal !== undefined)) return undefined;
  const amount = decimals.reduce(multiply, one);
  return roundQuotient(money.absolute ? absolute(amount) : amount, by, digits);
};

const amountOf = (group: RowGroup, money: Money, digits: number): bigint | undefined =>
  filledAmount(group, money, digits) ?? (money.orZero ? 0n : undefined);

/** One group for each row; rows of another table are recorded as taken. */
const eachRow = (group: RowGroup, over: string | undefined, { taken }: Making): readonly RowGroup[] => {
  const { table, rows, tables } = over === undefined ? group : joined(group, over);
  if (over !== undefined) for (const row of rows) taken.add(row);
  requireSound(rows);
  return rows.map((row) => ({ tables, table, rows: [row] }));
};

const requiredAmount = (group: RowGroup, amount: Money, digits: number): bigint => {
  const part = amountOf(group, amount, digits);
  if (part !== undefined) return part;
  const factors = amount.factors.map(({ text }) => text).join(' and ');
  throw new Unusable(`${factors} must be filled`, 'empty', rowNumber(group));
};

const sumOf = (groups: readonly RowGroup[], amounts: readonly Money[], digits: number): number | undefined => {
  if (groups.length === 0) return undefined;
  const parts = groups.flatMap((group) => amounts.map((amount) => requiredAmount(group, amount, digits)));
  return Number(parts.reduce((sum, part) => sum + part, 0n));
};

/** The text of a `text` value; undefined where its columns are empty. */
const textOfValue = (group: RowGroup, value: Extract<FieldValue, { kind: 'text' }>): string | undefined => {
  const texts = value.texts.map((text) => textOf(group, text)).filter((text) => text !== undefined);
  return texts.length === 0 || value.separator === undefined ? texts[0] : texts.join(value.separator);
};

/** The text of an identifier.
 *
 * @throws {Unusable} when one of its cells was rounded.
 */
export const idOfValue = (group: RowGroup, value: Extract<FieldValue, { kind: 'text' }>): string | undefined => {
  for (const text of value.texts) requireExactId(group, text);
  return textOfValue(group, value);
};

const numberOf = (group: RowGroup, template: Template): number | undefined =>
  decimalOf(group, template) && Number(textOf(group, template));

const fieldOf = (
  group: RowGroup,
  [name, value]: readonly [name: string, value: FieldValue],
  making: Making,
): Detail | undefined =>
  value.kind === 'text' && isIdentifier(name) ? idOfValue(group, value) : evaluate(group, value, making);

/** An object of the fields that have a value; undefined where no field has one. */
export const objectOf = (group: RowGroup, fields: Fields, making: Making): DetailObject | undefined => {
  const entries = Object.entries(fields)
    .map(([name, value]) => [name, fieldOf(group, [name, value], making)] as const)
    .filter((entry): entry is readonly [string, Detail] => entry[1] !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
};

const listOf = (groups: readonly RowGroup[], fields: Fields, making: Making): readonly Detail[] | undefined => {
  const elements = groups.map((group) => objectOf(group, fields, making)).filter((element) => element !== undefined);
  return elements.length === 0 ? undefined : elements;
};

const moneyOf = (group: RowGroup, money: Money, { digits }: Making): number | undefined => {
  const amount = amountOf(group, money, digits);
  return amount === undefined ? undefined : Number(amount);
};

type OverRows = Extract<FieldValue, { kind: 'sum' | 'list' }>;

const evaluateRows = (groups: readonly RowGroup[], value: OverRows, making: Making): Detail | undefined =>
  value.kind === 'sum' ? sumOf(groups, value.amounts, making.digits) : listOf(groups, value.fields, making);

/**
 * Works out a field's value, undefined where its columns are empty.
 *
 * @throws {Unusable} when a cell cannot be read as the value demands.
 */
const evaluate = (group: RowGroup, value: FieldValue, making: Making): Detail | undefined => {
  if (value.kind === 'sum' || value.kind === 'list')
    return evaluateRows(eachRow(group, value.over, making), value, making);
  switch (value.kind) {
    case 'text':
      return textOfValue(group, value);
    case 'number':
      return numberOf(group, value.text);
    case 'money':
      return moneyOf(group, value, making);
    case 'constant':
      return value.value;
    case 'object':
      return objectOf(group, value.fields, making);
    default:
      return value satisfies never;
  }
};
