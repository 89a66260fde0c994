import { fewestKnown } from '#lib/core/insight/compare/finding.ts';
import type { Line } from '#lib/core/insight/compare/line.ts';
import { itemWordsIn } from '#lib/core/insight/items/item-words.ts';
import { describeCondition } from '#lib/core/segments/describe/describe.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import type { Comparison } from '#lib/use-cases/insight/compare/compare-people.ts';
import { countWords, liftWords, memberWords, otherWords } from '#lib/core/insight/compare/line-words.ts';
import { columnTable, fittingColumns, type Column } from '../output/fitting-columns.ts';
import { counted, number } from '../output/numbers.ts';
import { table } from '../output/table.ts';

/** A comparison to be told. */
interface Told {
  readonly comparison: Comparison;
  /** The others in words, such as `all others`. */
  readonly others: string;
  readonly source: CatalogueSource;
  readonly minimum: number;
}

const rangeWords = ({ interval }: Line): string =>
  interval === undefined ? '' : interval.map((end) => Math.round(end * 100)).join(' to ');

/** What follows a line that one half of the people alone does not show. */
const doubt = ' *';

const columnsOf = (source: CatalogueSource): readonly Column<Line>[] => {
  const words = itemWordsIn(source);
  const what = ({ trait, value, confirmedOnHalf }: Line) => `  ${words(trait, value)}${confirmedOnHalf ? '' : doubt}`;
  return [
    { head: '', align: 'left', rank: 0, cell: what },
    { head: 'members', align: 'right', rank: 1, cell: memberWords },
    { head: 'others', align: 'right', rank: 2, cell: otherWords },
    { head: 'lift', align: 'right', rank: 3, cell: liftWords },
    { head: 'counted', align: 'right', rank: 4, cell: countWords },
    { head: 'range in %', align: 'right', rank: 5, cell: rangeWords },
  ];
};

const legends: Readonly<Record<string, string>> = {
  members: 'of those of whom it is known, how many have it; the same of others',
  lift: 'how many times as often as others, on the cautious side',
  'range in %': 'where the share of members lies, with 95% certainty',
};

const legendOf = (columns: readonly Column<Line>[]): readonly string[] => {
  const shown = columns.filter(({ head }) => legends[head] !== undefined);
  return table(
    shown.map(({ head }) => [head, legends[head] ?? '']),
    ['left', 'left'],
  );
};

/** The lines as a table, first what members have more often. */
const lineTable = (lines: readonly Line[], source: CatalogueSource, columns: number): readonly string[] => {
  const more = lines.filter(({ direction }) => direction === 'more');
  const less = lines.filter(({ direction }) => direction === 'less');
  const rows = [...more, ...less];
  const fitting = fittingColumns(columnsOf(source), rows, columns);
  const [head = '', ...told] = columnTable(fitting, rows);
  return [
    head,
    ...(more.length === 0 ? [] : ['More often', ...told.slice(0, more.length)]),
    ...(less.length === 0 ? [] : ['Less often', ...told.slice(more.length)]),
    '',
    ...legendOf(fitting),
  ];
};

const nothing = 'Nothing stands out: they differ too little in what is known, or too little is known of them.';

const findingsText = ({ comparison, source, minimum }: Told, columns: number): readonly string[] => {
  const { lines, missing, members, others } = comparison;
  if (missing !== undefined) return [`There is no answer: ${missing}.`];
  if (lines === undefined) return [`What they are like is told of no fewer than ${minimum} members.`];
  if (Math.min(members, others) < fewestKnown)
    return [`There are too few to compare: it takes ${fewestKnown} on each side.`];
  if (lines.length === 0) return [nothing];
  const doubted = lines.some(({ confirmedOnHalf }) => !confirmedOnHalf);
  return [
    ...lineTable(lines, source, columns),
    ...(doubted ? ['*: not seen on each half of the people taken alone, so perhaps chance'] : []),
  ];
};

const unknownText = ({ comparison: { notKnown = [] }, minimum }: Told): readonly string[] =>
  notKnown.length === 0 ? [] : ['', `Not known (of fewer than ${minimum} members): ${notKnown.join(', ')}.`];

/** A comparison as people read it, on a terminal of so many columns. */
export const compareText = (told: Told, { columns = 80 }: { readonly columns?: number }): string => {
  const { comparison, others, source } = told;
  const { definition, members } = comparison;
  return [
    `${definition.name ?? definition.key}: ${counted(members, 'member')}, compared with ${number(comparison.others)} (${others})`,
    `By definition: customers ${describeCondition(definition.when, source)}.`,
    '',
    ...findingsText(told, columns),
    ...unknownText(told),
  ].join('\n');
};
