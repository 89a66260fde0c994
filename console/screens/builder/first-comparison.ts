import type { JsonObject } from './json-object.ts';
import type { Compared } from './spoken.ts';

type Usual = readonly [operator: string, operand: unknown];

/** In order of preference: the first that the value takes. */
const usualOf: Readonly<Record<string, readonly Usual[]>> = {
  number: [['gte', 1]],
  money: [['gte', 100_00]],
  share: [['gte', 0.5]],
  instant: [['newerThan', 'P30D']],
  date: [['anniversaryIn', 'P7D']],
  boolean: [['eq', true]],
};

const operandOf = (operator: string, values: readonly unknown[] = ['']): unknown => {
  if (operator === 'exists') return true;
  return operator === 'in' || operator === 'notIn' ? [values[0]] : values[0];
};

/** What is asked first of a value that was just chosen. */
export const firstComparison = ({ kind, operators, values }: Compared): JsonObject => {
  const usual = usualOf[kind]?.find(([operator]) => operators.includes(operator));
  if (usual) return { [usual[0]]: usual[1] };
  const operator = ['contains', 'eq', 'exists'].find((name) => operators.includes(name)) ?? operators[0] ?? 'exists';
  return { [operator]: operandOf(operator, values) };
};

const plainOf: Readonly<Record<string, unknown>> = {
  boolean: true,
  date: '2026-01-01',
  instant: '2026-01-01',
  number: 1,
  money: 100_00,
  share: 0.5,
};

const isLength = (value: unknown): value is string => typeof value === 'string' && /^P(?:\d|T\d)/.test(value);

const isSingle = (value: unknown): boolean => value !== undefined && typeof value !== 'object' && !isLength(value);

/** A value to compare with: the present one where it is one. */
const singleFor = (present: unknown, { kind, values }: Compared): unknown => {
  const first: unknown = Array.isArray(present) ? present[0] : present;
  return isSingle(first) ? first : (values?.[0] ?? plainOf[kind] ?? '');
};

/**
 * An operand for another operator: the present one where it has the same form.
 *
 * @param form - that of the operator's operand, as the language has it.
 */
export const operandFor = (form: string, present: unknown, compared: Compared): unknown => {
  switch (form) {
    case 'flag':
      return true;
    case 'scalars':
      return Array.isArray(present) ? present : [singleFor(present, compared)];
    case 'duration':
    case 'length':
    case 'lead':
      return isLength(present) ? present : 'P30D';
    default:
      return singleFor(present, compared);
  }
};
