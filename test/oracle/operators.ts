import type { Operators } from './catalogue.ts';
import { compareText } from './facts.ts';
import { readDuration, readInstant } from './instants.ts';

/** Below, at or above 0 between two numbers or two strings; NaN, which no comparison holds for, between others. */
const compared = (value: unknown, operand: unknown): number => {
  if (typeof value === 'number' && typeof operand === 'number') return value - operand;
  return typeof value === 'string' && typeof operand === 'string' ? compareText(value, operand) : Number.NaN;
};

const includes = (list: unknown, element: unknown): boolean => Array.isArray(list) && list.includes(element);

const bothText = (value: unknown, operand: unknown, holds: (text: string, part: string) => boolean): boolean =>
  typeof value === 'string' && typeof operand === 'string' && holds(value, operand);

const ageOf = (value: unknown, now: number): number => now - (readInstant(value) ?? Number.NaN);

type Operator = (value: unknown, operand: unknown, now: number) => boolean;

const operators: Record<string, Operator> = {
  eq: (value, operand) => value === operand,
  ne: (value, operand) => value !== operand,
  gt: (value, operand) => compared(value, operand) > 0,
  gte: (value, operand) => compared(value, operand) >= 0,
  lt: (value, operand) => compared(value, operand) < 0,
  lte: (value, operand) => compared(value, operand) <= 0,
  in: (value, operand) => includes(operand, value),
  notIn: (value, operand) => !includes(operand, value),
  contains: (value, operand) =>
    includes(value, operand) || bothText(value, operand, (text, part) => text.includes(part)),
  startsWith: (value, operand) => bothText(value, operand, (text, part) => text.startsWith(part)),
  exists: (_value, operand) => operand === true,
  olderThan: (value, operand, now) => ageOf(value, now) >= readDuration(String(operand)),
  newerThan: (value, operand, now) => ageOf(value, now) < readDuration(String(operand)),
};

/** Whether a value, or undefined for none, meets every operator at an instant. */
export const meets = (value: unknown, is: Operators, now: number): boolean =>
  Object.entries(is).every(([name, operand]: [string, unknown]) =>
    value === undefined ? name === 'exists' && operand === false : operators[name]?.(value, operand, now) === true,
  );
