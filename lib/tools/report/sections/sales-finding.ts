import { sum } from 'd3-array';
import type { Telling } from '../telling.ts';
import { changeWords } from '../words/shares.ts';
import { fullMonths, type ToldMonth } from './full-months.ts';

const monthsInYear = 12;
const quarter = 3;

const revenueOf = (months: readonly ToldMonth[]): number => sum(months, ({ revenue }) => revenue);

/** Compares with the same month a year before: nothing else keeps a season out. */
const yearBefore = (months: readonly ToldMonth[], { money, dates }: Telling): string | undefined => {
  const [now, before] = [months.at(-1), months.at(-1 - monthsInYear)];
  if (now === undefined || before === undefined || before.revenue <= 0 || now.revenue < 0) return undefined;
  return `${dates.month(now.from)} brought ${money.amount(now.revenue)}, ${changeWords(before.revenue, now.revenue)} than the same month a year before.`;
};

const quarterBefore = (months: readonly ToldMonth[], { money }: Telling): string | undefined => {
  const [now, before] = [revenueOf(months.slice(-quarter)), revenueOf(months.slice(-2 * quarter, -quarter))];
  if (months.length < 2 * quarter || before <= 0 || now < 0) return undefined;
  return `The last three full months brought ${money.amount(now)}, ${changeWords(before, now)} than the three before.`;
};

const bestMonth = (months: readonly ToldMonth[], { money, dates }: Telling): string | undefined => {
  const best = months.toSorted((one, other) => other.revenue - one.revenue)[0];
  if (best === undefined || best.revenue <= 0) return undefined;
  return `The best full month was ${dates.month(best.from)}, with ${money.amount(best.revenue)}.`;
};

/** How the shop sells, in one sentence. */
export const salesFinding = (telling: Telling): string => {
  const months = fullMonths(telling);
  const { orders, revenue } = telling.report.shop;
  return (
    yearBefore(months, telling) ??
    quarterBefore(months, telling) ??
    bestMonth(months, telling) ??
    `So far there are ${orders.toLocaleString('en')} orders, which brought ${telling.money.amount(revenue)}.`
  );
};
