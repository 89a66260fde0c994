import type { Show } from '../../show/use-show.ts';

const instant = /^\d{4}-\d\d-\d\dT/;

const decimals = 2;

/**
 * A value that decided a condition, as a person reads it; undefined of one that the condition says already.
 *
 * @param observed - plain JSON.
 */
export const observedWords = (observed: unknown, { number, day }: Show): string | undefined => {
  if (typeof observed === 'boolean' || observed === undefined || observed === null) return undefined;
  if (typeof observed === 'number') return number(Number(observed.toFixed(decimals)));
  if (typeof observed === 'string') return instant.test(observed) ? day(observed) : observed;
  return JSON.stringify(observed);
};
