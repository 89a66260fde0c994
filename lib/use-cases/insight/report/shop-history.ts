import { historySpan } from '#lib/core/insight/metrics/history-span.ts';
import { periodsOf } from '#lib/core/insight/metrics/metric-periods.ts';
import { segmentHistoryOf } from '#lib/core/insight/metrics/segment-history.ts';
import { paired } from '#lib/core/insight/paired.ts';
import { salesCounts } from '#lib/core/insight/report/sales-counts.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import { accumulate } from '../accumulate.ts';
import { courses } from '../courses.ts';
import type { People } from '../people.ts';
import { segmentsInOrder } from './facts.ts';
import type { Report, ShopFigures } from './report.ts';

/** How the shop and its segments fared, month by month. */
export interface ShopHistory extends Pick<Report, 'periods' | 'flows'>, Pick<ShopFigures, 'months'> {}

/** Reads changes and events of everybody once, for the figures of months. Nothing is told where there is nobody. */
export const shopHistory = async (people: People): Promise<ShopHistory> => {
  const { everybody, catalogue, minimum } = people;
  const history = await accumulate(everybody, historySpan);
  if (history === undefined) return { periods: [], flows: [], months: [] };
  const periods = periodsOf('month', history, catalogue.calendar);
  const segments = segmentsInOrder(catalogue).map(({ key }) => key);
  const counts = paired(segmentHistoryOf({ segments, periods, minimum }), salesCounts(periods));
  const [told, sales] = await accumulate(() => courses(people), counts);
  return {
    periods: told.periods.map(({ overlap: _told, ...period }) => period),
    flows: told.flows,
    months: sales.map((each, place) => ({ from: formatInstant(periods[place]?.from ?? 0), ...each })),
  };
};
