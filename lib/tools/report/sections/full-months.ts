import type { Report } from '#lib/use-cases/insight/report/report.ts';
import type { Telling } from '../telling.ts';

type Month = Report['shop']['months'][number];

/** A month, and whether the history holds only a part of it. */
export interface ToldMonth extends Month {
  /** Such as `until 9 Dec`; absent where the month is whole. */
  readonly part?: string;
}

/** The months with what the history lacks of the first and the last. */
export const toldMonths = ({ report: { shop, asOf }, dates }: Telling): readonly ToldMonth[] => {
  const last = shop.months.length - 1;
  const { firstAt } = shop;
  return shop.months.map((month, index) => {
    if (index === last && !dates.isLastOfMonth(asOf)) return { ...month, part: `until ${dates.shortDay(asOf)}` };
    if (index === 0 && firstAt !== undefined && dates.dayOfMonth(firstAt) > 1)
      return { ...month, part: `from ${dates.shortDay(firstAt)}` };
    return month;
  });
};

/** Those that the history holds wholly. */
export const fullMonths = (telling: Telling): readonly ToldMonth[] =>
  toldMonths(telling).filter(({ part }) => part === undefined);
