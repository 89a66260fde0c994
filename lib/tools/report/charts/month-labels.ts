import type { DateWords } from '../words/dates.ts';
import type { ColumnLabel } from './column-chart.ts';

/** From so many months on only some of them are named. */
const quarterly = 16;
const yearly = 40;

const stepOf = (months: number): number => {
  if (months <= quarterly) return 1;
  return months <= yearly ? 3 : 12;
};

const monthsInYear = 12;

/** The labels below months, oldest first: as many as there is room for, the year below the first and each January. */
export const monthLabels = (months: readonly string[], dates: DateWords): readonly ColumnLabel[] => {
  const step = stepOf(months.length);
  const januaryAt = months.findIndex((month) => dates.shortMonth(month) === 'Jan');
  const phase = januaryAt < 0 ? 0 : januaryAt % step;
  return months.map((month, index) => {
    const isJanuary = januaryAt >= 0 && (index - januaryAt) % monthsInYear === 0;
    const isNamed = index % step === phase;
    if (step === monthsInYear) return { label: isNamed ? dates.year(month) : '' };
    const isYearNamed = isJanuary || index === phase;
    return {
      label: isNamed ? dates.shortMonth(month) : '',
      ...(isYearNamed && { sublabel: dates.year(month) }),
      isMinor: (index - Math.max(0, januaryAt)) % (step * 2) !== 0,
    };
  });
};
