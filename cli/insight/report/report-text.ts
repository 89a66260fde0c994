import { moneyWords } from '#lib/core/money.ts';
import { dateWordsIn } from '#lib/tools/report/words/dates.ts';
import type { ImportedRows, Report } from '#lib/use-cases/insight/report/report.ts';
import { counted, number } from '../../output/numbers.ts';

/** More reasons are in the report. */
const mostReasons = 3;

const importedLines = ({ file, rows, used, unused, problems }: ImportedRows): readonly string[] => [
  `${counted(rows, 'row')} of ${file}: ${number(used)} used, ${number(unused)} not used`,
  ...problems
    .slice(0, mostReasons)
    .map(
      ({ reason, rows: concerned, example }) => `  ${number(concerned)}: ${reason}${example ? ` (${example})` : ''}`,
    ),
];

/** What a report is of, in a few lines. */
export const reportText = ({ shop, currency, zone, imported }: Report): string => {
  const { customers, visitors, orders, revenue, firstAt, lastAt } = shop;
  const { day } = dateWordsIn(zone);
  const visited = visitors === 0 ? '' : ` and ${counted(visitors, 'visitor')}`;
  const span = firstAt && lastAt ? `, from ${day(firstAt)} to ${day(lastAt)}` : '';
  return [
    ...(imported ? importedLines(imported) : []),
    `${counted(customers, 'customer')}${visited} with ${counted(orders, 'order')} and ${moneyWords(revenue, currency)} of revenue${span}`,
  ].join('\n');
};
