import type { Percentile } from '../language/operator.ts';
import type { Subject } from './subject.ts';
import { valueWords } from './value-words.ts';

const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const endings: Partial<Readonly<Record<Intl.LDMLPluralRule, string>>> = { one: 'st', two: 'nd', few: 'rd' };

/** `90th` for 90. */
const ordinalWords = (number: number): string => `${number}${endings[ordinals.select(number)] ?? 'th'}`;

type Measured = Pick<Subject, 'unit' | 'percentiles'>;

/** The number that the model has for a percentile, in words; undefined without a model. */
export const percentileNumber = ({ percentile }: Percentile, { unit, percentiles }: Measured): string | undefined => {
  const number = percentiles?.[percentile - 1];
  return number === undefined ? undefined : valueWords(number, unit);
};

/** A percentile in words: `the 90th percentile of those who had ordered (900.00 GBP)`. */
export const percentileWords = (operand: Percentile, subject: Measured): string => {
  const words = `the ${ordinalWords(operand.percentile)} percentile of those who had ordered`;
  const number = percentileNumber(operand, subject);
  return number === undefined ? words : `${words} (${number})`;
};
