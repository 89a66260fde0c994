import { noDays } from '../../profile/day-set.ts';
import type { Buyer } from './buyer.ts';

/** The numbers of a buyer before those of the days; the first is how many they are in all. */
const headLength = 8;

/** A buyer as numbers, some ten of them, without an id. */
export const numbersOfBuyer = (buyer: Buyer): readonly number[] => {
  const { firstAt, lastAt, count, revenue, days, otherDays, spent } = buyer;
  return [
    headLength + days.length + otherDays.length,
    firstAt,
    lastAt,
    count,
    revenue,
    spent.days,
    spent.total,
    days.length,
    ...days,
    ...otherDays,
  ];
};

/** Faster than `Array.from`, which goes through an iterator. */
const listIn = (numbers: Float64Array, from: number, to: number): readonly number[] => {
  const list: number[] = [];
  for (let index = from; index < to; index += 1) list.push(numbers[index] as number);
  return list;
};

const buyerIn = (numbers: Float64Array): Buyer => {
  const at = (index: number): number => numbers[index] as number;
  const others = headLength + at(7);
  return {
    firstAt: at(1),
    lastAt: at(2),
    count: at(3),
    revenue: at(4),
    spent: { days: at(5), total: at(6) },
    days: listIn(numbers, headLength, others),
    otherDays: others === at(0) ? noDays : listIn(numbers, others, at(0)),
  };
};

/** The buyers whose numbers follow each other, up to the end or to a zero. */
export const buyersIn = function* (numbers: Float64Array): Iterable<Buyer> {
  for (let from = 0; from < numbers.length && numbers[from] !== 0; from += numbers[from] as number)
    yield buyerIn(numbers.subarray(from, from + (numbers[from] as number)));
};
