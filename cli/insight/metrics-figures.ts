import type { Guarded, SegmentPeriod } from '#lib/core/insight/metrics/segment-metrics.ts';
import { moneyWords } from '#lib/core/money.ts';
import type { Column } from '../output/fitting-columns.ts';
import { number, percent } from '../output/numbers.ts';

/** A column with the words that explain it. */
export interface Figure extends Column<SegmentPeriod> {
  readonly meaning?: string;
}

/** Stands for a quotient over 0, or one that says nothing. */
const nothingWords = '–';

/** `<20`: fewer people than the minimum are behind a figure. */
const guardedWords = <Value>(figure: Guarded<Value>, words: (value: Exclude<Value, null>) => string): string => {
  if (figure === null) return nothingWords;
  if (typeof figure === 'object' && 'below' in figure) return `<${figure.below}`;
  return words(figure as Exclude<Value, null>);
};

/** Where more came back than was bought, in the one period or the other, a quotient says nothing. */
const growthWords = ({ growth, revenue }: SegmentPeriod): string =>
  guardedWords(growth, (value) =>
    typeof revenue === 'number' && revenue >= 0 && value >= -1
      ? `${value > 0 ? '+' : ''}${percent(value)}`
      : nothingWords,
  );

/** The figures of each line. */
export const figures = (currency: string): readonly Figure[] => [
  { head: 'size', rank: 1, align: 'right', cell: ({ size }) => number(size) },
  { head: 'in', rank: 2, align: 'right', cell: ({ adds }) => `+${number(adds)}` },
  { head: 'out', rank: 3, align: 'right', cell: ({ drops }) => `-${number(drops)}` },
  {
    head: 'stayed',
    rank: 5,
    align: 'right',
    cell: ({ stayed }) => guardedWords(stayed, percent),
    meaning: 'of the members 90 days before, how many are members still',
  },
  {
    head: 'again',
    rank: 6,
    align: 'right',
    cell: ({ retention }) => guardedWords(retention, percent),
    meaning: 'of the members who bought in the period before, how many bought in this one, too',
  },
  {
    head: 'revenue',
    rank: 4,
    align: 'right',
    cell: ({ revenue }) => guardedWords(revenue, (value) => moneyWords(value, currency)),
    meaning: 'of the members at the end of the period, less refunds',
  },
  {
    head: 'growth',
    rank: 7,
    align: 'right',
    cell: growthWords,
    meaning: 'on what the same people spent in the period before',
  },
  {
    head: 'happy',
    rank: 8,
    align: 'right',
    cell: ({ satisfaction }) => guardedWords(satisfaction, ({ mean }) => guardedWords(mean, percent)),
    meaning: 'mean satisfaction of the members who have said something, from 0% to 100%',
  },
];

export const stability: Figure = {
  head: 'same',
  rank: 10,
  align: 'right',
  cell: (line) => guardedWords(line.stability, percent),
  meaning: 'of those who are members now or were 7 days before, how many are both',
};

/** Whether a cell tells a figure, rather than why there is none. */
export const isToldIn = (cell: string): boolean => cell !== nothingWords && !cell.startsWith('<');

/** Explains the columns, and what stands where there is no figure. */
export const legendOf = (columns: readonly Figure[], cells: string, minimum: number): readonly string[] => {
  const meanings = columns.flatMap(({ head, meaning }) => (meaning === undefined ? [] : [[head, meaning] as const]));
  const missing = [
    [`<${minimum}`, `fewer than ${minimum} people are behind the figure, too few to tell it`],
    [nothingWords, 'there is nothing to compare with'],
  ] as const;
  const all = [...meanings, ...missing.filter(([sign]) => cells.includes(sign))];
  return all.map(([sign, meaning]) => `${sign.padEnd(8)} ${meaning}`);
};
