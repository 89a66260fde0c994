import { day } from '#lib/core/time/duration.ts';
import { counted } from '#lib/core/number-words.ts';

const units = [
  ['day', day],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
  ['millisecond', 1],
] as const;

/** A stretch of time, in either direction, by its two largest units: `1 day and 3 hours`, `1 millisecond`. */
export const apartWords = (ms: number): string => {
  let left = Math.abs(ms);
  const parts = units.flatMap(([unit, length]) => {
    const count = Math.floor(left / length);
    left -= count * length;
    return count === 0 ? [] : [counted(count, unit)];
  });
  return parts.slice(0, 2).join(' and ');
};
