import { roundNumberIn } from '../items/round-number.ts';
import type { Behaviour } from './behaviours.ts';

/** How days are said, from a day to years: weeks, months, quarters. */
const saidDays = [1, 2, 3, 7, 14, 21, 30, 45, 60, 90, 120, 150, 180, 270, 365, 540, 730, 1095, 1460, 1825, 3650];

const saidDayIn = ([low, high]: readonly [number, number]): number | undefined => {
  const middle = (low + high) / 2;
  const said = saidDays.filter((days) => days > low && days <= high);
  return said.reduce<number | undefined>(
    (best, days) => (best === undefined || Math.abs(days - middle) < Math.abs(best - middle) ? days : best),
    undefined,
  );
};

/** Whole days, of which a range that holds none has the next one. */
const wholeIn = ([low, high]: readonly [number, number]): number =>
  roundNumberIn([Math.floor(low) + 1, Math.max(Math.floor(low) + 1, Math.floor(high))]);

/** The number between two, the lower one not included, at which a person would divide a behaviour. */
export const roundLimitIn = ({ kind }: Behaviour, range: readonly [low: number, high: number]): number => {
  const [low, high] = range;
  if (kind === 'ago') return saidDayIn(range) ?? wholeIn(range);
  if (kind === 'whole') return wholeIn(range);
  const round = roundNumberIn(range);
  return round > low ? round : roundNumberIn([(low + high) / 2, high]);
};
