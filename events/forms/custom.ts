import { openObject } from './form.ts';
import { numberRule } from './number.ts';
import { isText, textRule } from './text.ts';

/** A value of the shop's own choice. */
export type Scalar = string | number | boolean;

const isScalar = (value: unknown): boolean => isText(value) || typeof value === 'boolean' || Number.isFinite(value);

const isAnswer = (value: unknown): boolean => isScalar(value) || (Array.isArray(value) && value.every(isText));

const beyond = [...textRule.beyond, ...numberRule.beyond];

const scalars = [textRule.json, numberRule.json, { type: 'boolean' }];

/** The shop's own fields, flat. */
export const custom = openObject<Scalar>({
  name: 'Custom',
  rule: 'must be a text of 1 to 256 characters, a number, true or false',
  json: { anyOf: scalars },
  beyond,
  holds: isScalar,
});

/** The answers, by question. */
export const answers = openObject<Scalar | readonly string[]>({
  name: 'Answers',
  rule: 'must be a text of 1 to 256 characters, a number, true, false or a list of such texts',
  json: { anyOf: [...scalars, { type: 'array', items: textRule.json }] },
  beyond,
  holds: isAnswer,
});
