import { absolute, multiply, parseDecimal, roundHalfUp } from './decimal.ts';
import type { Decimal } from './decimal.ts';
import type { FieldValue, Fields, Money } from './field-value.ts';
import { joined, textOf } from './table.ts';
import type { Row, Scope } from './table.ts';
import type { Template } from './template.ts';
import { Unusable } from './unusable.ts';

/** A value of an event's detail. */
export type Detail = string | number | boolean | readonly Detail[] | DetailObject;

/** Fields of an event's detail by name. */
export interface DetailObject {
  readonly [field: string]: Detail;
}

/** What an event is made in. */
export interface Making {
  /** Decimal places of the currency. */
  readonly digits: number;
  /** Rows of other tables whose values went into the event; added to. */
  readonly taken: Set<Row>;
}

const rowNumber = ({ rows }: Scope): number | undefined => (rows.length === 1 ? rows[0]?.number : undefined);

const decimalOf = (scope: Scope, template: Template): Decimal | undefined => {
  const text = textOf(scope, template);
  if (text === undefined) return undefined;
  const decimal = parseDecimal(text);
  if (decimal === undefined)
    throw new Unusable(`${template.text} must be a decimal number`, JSON.stringify(text), rowNumber(scope));
  return decimal;
};

const one: Decimal = { units: 1n, scale: 0 };

/** In minor units; undefined where a factor is empty. */
const amountOf = (scope: Scope, { factors, absolute: unsigned }: Money, digits: number): bigint | undefined => {
  const decimals = factors.map((factor) => decimalOf(scope, factor));
  if (!decimals.every((decimal) => decimal !== undefined)) return undefined;
  const amount = decimals.reduce(multiply, one);
  return roundHalfUp(unsigned ? absolute(amount) : amount, digits);
};

/** The rows one by one; those of another table are remembered as taken. */
const eachRow = (scope: Scope, over: string | undefined, { taken }: Making): readonly Scope[] => {
  const { table, rows, tables } = over === undefined ? scope : joined(scope, over);
  if (over !== undefined) for (const row of rows) taken.add(row);
  return rows.map((row) => ({ tables, table, rows: [row] }));
};

const sumOf = (scopes: readonly Scope[], amount: Money, digits: number): number | undefined => {
  if (scopes.length === 0) return undefined;
  let sum = 0n;
  for (const scope of scopes) {
    const part = amountOf(scope, amount, digits);
    if (part === undefined) {
      const factors = amount.factors.map(({ text }) => text).join(' and ');
      throw new Unusable(`${factors} must be filled`, 'empty', rowNumber(scope));
    }
    sum += part;
  }
  return Number(sum);
};

/** The text of a `text` value; undefined where its columns are empty. */
export const textOfValue = (scope: Scope, value: Extract<FieldValue, { kind: 'text' }>): string | undefined => {
  const texts = value.texts.map((text) => textOf(scope, text)).filter((text) => text !== undefined);
  return texts.length === 0 || value.separator === undefined ? texts[0] : texts.join(value.separator);
};

const numberOf = (scope: Scope, template: Template): number | undefined =>
  decimalOf(scope, template) && Number(textOf(scope, template));

/** An object of the fields that have a value; undefined where none has. */
export const objectOf = (scope: Scope, fields: Fields, making: Making): DetailObject | undefined => {
  const entries = Object.entries(fields)
    .map(([name, value]) => [name, evaluate(scope, value, making)] as const)
    .filter((entry): entry is readonly [string, Detail] => entry[1] !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
};

const listOf = (scopes: readonly Scope[], fields: Fields, making: Making): readonly Detail[] | undefined => {
  const elements = scopes.map((scope) => objectOf(scope, fields, making)).filter((element) => element !== undefined);
  return elements.length === 0 ? undefined : elements;
};

const moneyOf = (scope: Scope, money: Money, { digits }: Making): number | undefined => {
  const amount = amountOf(scope, money, digits);
  return amount === undefined ? undefined : Number(amount);
};

type OverRows = Extract<FieldValue, { kind: 'sum' | 'list' }>;

const evaluateRows = (scopes: readonly Scope[], value: OverRows, making: Making): Detail | undefined =>
  value.kind === 'sum' ? sumOf(scopes, value.amount, making.digits) : listOf(scopes, value.fields, making);

/**
 * A field's value, undefined where its columns are empty.
 *
 * @throws {Unusable} where a cell cannot be read as what it must be.
 */
const evaluate = (scope: Scope, value: FieldValue, making: Making): Detail | undefined => {
  if (value.kind === 'sum' || value.kind === 'list')
    return evaluateRows(eachRow(scope, value.over, making), value, making);
  switch (value.kind) {
    case 'text':
      return textOfValue(scope, value);
    case 'number':
      return numberOf(scope, value.text);
    case 'money':
      return moneyOf(scope, value, making);
    case 'constant':
      return value.value;
    case 'object':
      return objectOf(scope, value.fields, making);
    default:
      return value satisfies never;
  }
};
