import { form } from './form.ts';

const isFinite = (value: unknown): value is number => Number.isFinite(value);

/** Any finite number. */
export const number = form<number>({ as: 'number', rule: 'must be a number', holds: isFinite });

/** A finite number above 0, whole or not. */
export const positiveNumber = form<number>({
  as: 'number',
  rule: 'must be a number above 0',
  holds: (value) => isFinite(value) && value > 0,
});

/** A finite number of at least 0, whole or not. */
export const numberFromZero = form<number>({
  as: 'number',
  rule: 'must be a number of at least 0',
  holds: (value) => isFinite(value) && value >= 0,
});

/** Whole, and small enough to be exact as a double. */
export const isInteger = (value: unknown): value is number => Number.isSafeInteger(value);

/** A count of people or years. */
export const integerFromZero = form<number>({
  as: 'number',
  rule: 'must be an integer of at least 0',
  holds: (value) => isInteger(value) && value >= 0,
});

/** The number of a change. */
export const integerFromOne = form<number>({
  as: 'number',
  rule: 'must be an integer of at least 1',
  holds: (value) => isInteger(value) && value >= 1,
});

/** Whether a value is a part of a whole, from 0 to 1. */
export const isShare = (value: unknown): value is number => isFinite(value) && value >= 0 && value <= 1;

export const boolean = form<boolean>({
  as: 'boolean',
  rule: 'must be true or false',
  holds: (value) => typeof value === 'boolean',
});
