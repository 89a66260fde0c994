import { moneyWords } from '../../money.ts';
import { listed } from './duration-words.ts';

/** The unit of a number: minor units of a currency, a share from 0 to 1, or nothing in particular. */
export type Unit = { readonly currency: string } | 'share' | 'plain';

const significant = { maximumSignificantDigits: 15 };

const numberWords = (value: number, unit: Unit): string => {
  if (unit === 'plain') return value.toLocaleString('en-GB', significant);
  return unit === 'share' ? `${(value * 100).toLocaleString('en-GB', significant)}%` : moneyWords(value, unit.currency);
};

/** A value as a person reads it: texts quoted, money in its currency, shares in percent. */
export const valueWords = (value: unknown, unit: Unit): string =>
  typeof value === 'number' ? numberWords(value, unit) : JSON.stringify(value);

/** Values of which any will do: `"a", "b" or "c"`. */
export const anyOfWords = (values: readonly unknown[], unit: Unit): string =>
  values.length === 0
    ? 'nothing'
    : listed(
        values.map((value) => valueWords(value, unit)),
        'or',
      );
