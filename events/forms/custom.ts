import { openObject } from './form.ts';
import { isText } from './text.ts';

/** A value of the shop's own choice. */
export type Scalar = string | number | boolean;

const isScalar = (value: unknown): boolean => isText(value) || typeof value === 'boolean' || Number.isFinite(value);

const isAnswer = (value: unknown): boolean => isScalar(value) || (Array.isArray(value) && value.every(isText));

/** The shop's own fields, flat. */
export const custom = openObject<Scalar>({
  rule: 'must be a text of 1 to 256 characters, a number, true or false',
  holds: isScalar,
});

/** The answers, by question. */
export const answers = openObject<Scalar | readonly string[]>({
  rule: 'must be a text of 1 to 256 characters, a number, true, false or a list of such texts',
  holds: isAnswer,
});
