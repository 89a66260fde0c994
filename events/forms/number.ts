import { form } from './form.ts';

/** Larger numbers are written otherwise than they are read, so that no sum of them is exact. */
const largest = Number.MAX_SAFE_INTEGER;

/** JSON sets no bound to numbers. */
const beyond = ['A number is read as a double: one that is too large for that, such as 1e400, is refused.'];

const isFinite = (value: unknown): value is number => Number.isFinite(value);

/** The JSON Schema of a finite number, and what it cannot say. */
export const numberRule = { json: { type: 'number' }, beyond } as const;

/** Any finite number. */
export const number = form<number>({ as: 'number', rule: 'must be a number', ...numberRule, holds: isFinite });

/** A finite number above 0, whole or not. */
export const positiveNumber = form<number>({
  as: 'number',
  rule: 'must be a number above 0',
  json: { type: 'number', exclusiveMinimum: 0 },
  beyond,
  holds: (value) => isFinite(value) && value > 0,
});

/** A finite number of at least 0, whole or not. */
export const numberFromZero = form<number>({
  as: 'number',
  rule: 'must be a number of at least 0',
  json: { type: 'number', minimum: 0 },
  beyond,
  holds: (value) => isFinite(value) && value >= 0,
});

/** Whole, and small enough to be exact as a double. */
export const isInteger = (value: unknown): value is number => Number.isSafeInteger(value);

/** The JSON Schema of an integer of at least `least`. */
export const integerFrom = (least: number) => ({ type: 'integer', minimum: least, maximum: largest }) as const;

/** A count of people or years. */
export const integerFromZero = form<number>({
  as: 'number',
  rule: 'must be an integer of at least 0',
  json: integerFrom(0),
  holds: (value) => isInteger(value) && value >= 0,
});

/** A number that others are compared with, such as a time in milliseconds; one in nanoseconds would not be exact. */
export const exactIntegerFromZero = form<number>({
  as: 'number',
  rule: `must be an integer from 0 to ${largest}`,
  json: integerFrom(0),
  holds: (value) => isInteger(value) && value >= 0,
});

/** The number of a change. */
export const integerFromOne = form<number>({
  as: 'number',
  rule: 'must be an integer of at least 1',
  json: integerFrom(1),
  holds: (value) => isInteger(value) && value >= 1,
});

/** A part of a whole. */
export const share = form<number>({
  as: 'number',
  rule: 'must be a number from 0 to 1',
  json: { type: 'number', minimum: 0, maximum: 1 },
  holds: (value) => isFinite(value) && value >= 0 && value <= 1,
});

export const boolean = form<boolean>({
  as: 'boolean',
  rule: 'must be true or false',
  json: { type: 'boolean' },
  holds: (value) => typeof value === 'boolean',
});
