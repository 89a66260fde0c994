import { h } from 'preact';
import { number } from '#lib/core/number-words.ts';
import { ColumnChart, type Column } from '../charts/column-chart.ts';
import { monthLabels } from '../charts/month-labels.ts';
import type { Telling } from '../telling.ts';
import { countTick } from '../words/counts.ts';
import { DataTable } from './data-table.ts';
import { toldMonths, type ToldMonth } from './full-months.ts';
import { Note, Part } from './part.ts';
import type { MakeSection } from './report-section.ts';
import { salesFinding } from './sales-finding.ts';

const head = { id: 'sales', title: 'Sales' };

const heights = { revenue: 220, orders: 96 } as const;

/** The columns of months by one of their figures. */
const columnsOf = (
  months: readonly ToldMonth[],
  { dates }: Telling,
  { valueOf, words }: { readonly valueOf: (month: ToldMonth) => number; readonly words: (value: number) => string },
): readonly Column[] => {
  const labels = monthLabels(
    months.map(({ from }) => from),
    dates,
  );
  return months.map((month, index) => ({
    label: '',
    ...labels[index],
    value: valueOf(month),
    title: `${dates.month(month.from)}${month.part === undefined ? '' : ` (${month.part})`}: ${words(valueOf(month))}`,
    isPartial: month.part !== undefined,
  }));
};

const monthTable = (months: readonly ToldMonth[], { dates, money }: Telling) =>
  DataTable<ToldMonth>({
    caption: 'Orders and revenue after refunds, by month',
    columns: [
      {
        head: 'Month',
        cell: ({ from, part }) => `${dates.month(from)}${part === undefined ? '' : ` (${part})`}`,
      },
      { head: 'Orders', isNumber: true, cell: ({ orders }) => number(orders) },
      { head: 'Revenue', isNumber: true, cell: ({ revenue }) => money.amount(revenue) },
    ],
    rows: months,
  });

const partialNote = (months: readonly ToldMonth[], { dates }: Telling) => {
  const parts = months.filter(({ part }) => part !== undefined);
  if (parts.length === 0) return null;
  const named = parts.map(({ from, part }) => `${dates.month(from)} (${part})`).join(' and ');
  return h(Note, null, `Dashed: only a part of the month is in the data, ${named}.`);
};

const charts = (months: readonly ToldMonth[], telling: Telling) => {
  const { money } = telling;
  return [
    h(
      Part,
      { heading: `Revenue by month, after refunds, in ${money.currency}` },
      h(ColumnChart, {
        label: `Columns of the revenue of each month; the table below has the figures`,
        height: heights.revenue,
        tick: money.short,
        columns: columnsOf(months, telling, { valueOf: ({ revenue }) => revenue, words: money.amount }),
      }),
    ),
    h(
      Part,
      { heading: 'Orders by month' },
      h(ColumnChart, {
        label: `Columns of the number of orders of each month; the table below has the figures`,
        height: heights.orders,
        tick: countTick,
        columns: columnsOf(months, telling, {
          valueOf: ({ orders }) => orders,
          words: (orders) => `${number(orders)} ${orders === 1 ? 'order' : 'orders'}`,
        }),
      }),
      partialNote(months, telling),
      h('details', null, h('summary', null, 'The figures of each month'), monthTable(months, telling)),
    ),
  ];
};

/** How much the shop sells, by month. */
export const sales: MakeSection = (telling) => {
  const months = toldMonths(telling);
  if (telling.report.shop.orders === 0)
    return {
      ...head,
      missing:
        'No order is in the data. Revenue, the RFM grid, the best customers and predictions begin with the first PurchaseMade.',
    };
  return { ...head, finding: salesFinding(telling), body: charts(months, telling) };
};
