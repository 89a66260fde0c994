import type { Show } from '../../show/use-show.ts';

const instant = /^\d{4}-\d\d-\d\dT/;

const decimals = 2;

/** An amount with its currency, as the words of a condition have it: `400.00 GBP`. */
const amount = /\d ([A-Z]{3})\b/;

/** Amounts are observed in minor units of the currency that the condition speaks of. */
const numberWords = (observed: number, said: string, { number, money }: Show): string => {
  const [, currency] = amount.exec(said) ?? [];
  return currency === undefined ? number(Number(observed.toFixed(decimals))) : money(Math.round(observed), currency);
};

/**
 * A value that decided a condition, as a person reads it; undefined of one that the condition says already.
 *
 * @param observed - plain JSON.
 * @param said - the condition in words.
 */
export const observedWords = (observed: unknown, said: string, show: Show): string | undefined => {
  if (typeof observed === 'boolean' || observed === undefined || observed === null) return undefined;
  if (typeof observed === 'number') return numberWords(observed, said, show);
  if (typeof observed === 'string') return instant.test(observed) ? show.day(observed) : observed;
  return JSON.stringify(observed);
};
