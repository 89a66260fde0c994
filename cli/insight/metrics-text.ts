import type { Every } from '#lib/core/insight/metrics/metric-periods.ts';
import type { SegmentPeriod } from '#lib/core/insight/metrics/segment-metrics.ts';
import type { PeriodFlows } from '#lib/core/insight/metrics/segment-flows.ts';
import type { Calendar } from '#lib/core/time/calendar.ts';
import { dayText, formatInstant, parseInstant, type Instant } from '#lib/core/time/instant.ts';
import { periods as calendarPeriods } from '#lib/core/time/period.ts';
import { columnTable, fittingColumns } from '../output/fitting-columns.ts';
import { instantWords } from '#lib/core/time/instant-words.ts';
import { counted, percent } from '../output/numbers.ts';
import { flowsText } from './flows-text.ts';
import { figures, isToldIn, legendOf, stability, type Figure } from './metrics-figures.ts';
import { sparkline } from './sparkline.ts';

/** Metrics to be told. */
interface Told {
  /** The key of the only segment; undefined for all of them. */
  readonly segment: string | undefined;
  readonly every: Every;
  readonly currency: string;
  readonly calendar: Calendar;
  readonly minimum: number;
  /** A line for each segment and period. */
  readonly periods: readonly SegmentPeriod[];
  readonly flows: readonly PeriodFlows[];
}

/** The last millisecond of a period. */
const lastOf = ({ to }: SegmentPeriod): Instant => parseInstant(to) - 1;

const monthWords = (last: Instant, { dayOf, startOf }: Calendar): string => {
  const { periodOf, firstDayOf } = calendarPeriods.month;
  const date = dayOf(last);
  const isWhole = startOf(firstDayOf(periodOf(date) + 1)) === last + 1;
  return `${dayText(date).slice(0, 'YYYY-MM'.length)}${isWhole ? '' : ' so far'}`;
};

const periodColumn = ({ every, calendar }: Told): Figure => ({
  head: every === 'month' ? 'month' : '7 days to',
  align: 'left',
  rank: 0,
  cell: (line) => (every === 'month' ? monthWords(lastOf(line), calendar) : dayText(calendar.dayOf(lastOf(line)))),
});

/** The table of some lines: columns that tell something, as many as fit, and their meaning. */
const tableOf = (columns: readonly Figure[], lines: readonly SegmentPeriod[], { minimum, room }: Room) => {
  const telling = columns.filter(({ cell }) => lines.some((line) => isToldIn(cell(line))));
  const fitting = fittingColumns(telling, lines, room);
  const rows = columnTable(fitting, lines);
  return { rows, legend: legendOf(fitting, rows.join(), minimum) };
};

interface Room {
  readonly room: number;
  readonly minimum: number;
}

const overlapsShown = 5;

const overlapText = ({ overlap }: SegmentPeriod): readonly string[] => {
  const most = overlap
    .flatMap(({ with: key, jaccard }) => (jaccard === null || jaccard === 0 ? [] : [{ key, jaccard }]))
    .sort((one, other) => other.jaccard - one.jaccard)
    .slice(0, overlapsShown)
    .map(({ key, jaccard }, index) => `${key} (${percent(jaccard)}${index === 0 ? ' of both together' : ''})`);
  return most.length === 0 ? [] : ['', `At the end it shares members with ${most.join(', ')}.`];
};

const hasPeople = ({ adds, drops, size }: SegmentPeriod): boolean => adds + drops + size > 0;

/** One segment, period by period, from the first with anybody in it. */
const segmentText = (told: Told, room: Room): readonly string[] => {
  const first = told.periods.findIndex(hasPeople);
  if (first < 0) return ['Nobody was ever in it.'];
  const lines = told.periods.slice(first);
  const { rows, legend } = tableOf([periodColumn(told), ...figures(told.currency), stability], lines, room);
  return [...rows, ...lines.slice(-1).flatMap(overlapText), ...flowsText(told), '', ...legend];
};

const trendLength = 26;

/** Every segment that anybody was ever in, in the latest period, with its sizes so far. */
const overviewText = ({ periods, currency }: Told, room: Room): readonly string[] => {
  const bySegment = [...Map.groupBy(periods, ({ segment }) => segment).values()];
  const alive = bySegment.filter((lines) => lines.some(hasPeople));
  const trends = new Map(
    alive.map((lines) => [lines.at(-1), sparkline(lines.slice(-trendLength).map(({ size }) => size))]),
  );
  const segment: Figure = { head: 'segment', align: 'left', rank: 0, cell: (line) => line.segment };
  const trend: Figure = { head: 'so far', align: 'left', rank: 9, cell: (line) => trends.get(line) ?? '' };
  const { rows, legend } = tableOf(
    [segment, ...figures(currency), trend],
    [...trends.keys()].flatMap((line) => line ?? []),
    room,
  );
  const never = bySegment.filter((lines) => !alive.includes(lines)).map(([line]) => line?.segment);
  return [...rows, '', ...legend, ...(never.length === 0 ? [] : ['', `Nobody was ever in ${never.join(', ')}.`])];
};

const titleOf = ({ segment, every, periods }: Told, last: SegmentPeriod): string => {
  const count = new Set(periods.map(({ from }) => from)).size;
  const all = counted(count, every === 'month' ? 'month' : 'week');
  const what = segment === undefined ? `Every segment in the last of ${all}` : `${segment} over ${all}`;
  return `${what}, to ${instantWords(formatInstant(lastOf(last)))}`;
};

/** Metrics as people read them, on a terminal of so many columns. */
export const metricsText = (told: Told, { columns = 80 }: { readonly columns?: number }): string => {
  const last = told.periods.at(-1);
  if (last === undefined) return 'Nothing can be told of any segment yet: no event has come.';
  const room = { room: columns, minimum: told.minimum };
  const lines = told.segment === undefined ? overviewText(told, room) : segmentText(told, room);
  return [titleOf(told, last), '', ...lines].join('\n');
};
