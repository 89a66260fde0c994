import { h } from 'preact';
import { number } from '#lib/core/number-words.ts';
import type { ImportedRows } from '#lib/use-cases/insight/report/report.ts';
import { roundShare } from '../words/shares.ts';
import { DataTable } from './data-table.ts';
import { Part } from './part.ts';
import type { MakeSection } from './report-section.ts';

const head = { id: 'about', title: 'How this was counted' };

type Problem = ImportedRows['problems'][number];

const importPart = ({ file, mapping, rows, used, unused, problems }: ImportedRows) =>
  h(
    Part,
    { heading: 'The export' },
    h(
      'p',
      null,
      `${file} was read by the mapping ${mapping}: of ${number(rows)} rows ${number(used)} were used, ${roundShare(rows === 0 ? 0 : used / rows)}, and ${number(unused)} were not.`,
    ),
    problems.length === 0
      ? null
      : DataTable<Problem>({
          caption: 'Why rows were not used',
          columns: [
            {
              head: 'Reason',
              cell: ({ reason, example }) => [
                reason,
                example === undefined ? null : h('span', { class: 'meaning' }, `such as ${example}`),
              ],
            },
            { head: 'Rows', isNumber: true, cell: (problem) => number(problem.rows) },
          ],
          rows: problems,
        }),
  );

const explained = (minimum: number, zone: string): readonly (readonly [term: string, meaning: string])[] => [
  ['Everybody', 'Customers, and visitors who are not known to be one. Who asked to be forgotten is in no figure.'],
  [
    'Fewer than ' + minimum,
    `What people are like is never told of fewer than ${minimum}, nor so that it could be worked out. Sizes, entries and exits are exact.`,
  ],
  ['Revenue', 'After refunds, of orders in the currency of the catalogue alone.'],
  ['Month', `A calendar month in ${zone}. Sizes are those at its end, the last ones those of now.`],
  [
    'Times as often',
    'On the cautious side: both shares are drawn towards that of all, as if 50 average people stood beside each group.',
  ],
  [
    'What sets apart',
    'Said only where chance is no explanation (a false discovery rate below 1%) and the difference is clear (Cohen’s h of 0.2 or more).',
  ],
];

/** Where the figures come from, and how they are to be read. */
export const about: MakeSection = ({ report: { imported, minimum, zone } }) => ({
  ...head,
  finding: `Every figure rests on events of the shop, and none on fewer than ${minimum} people where it says what they are like.`,
  body: [
    imported === undefined ? null : importPart(imported),
    h(
      Part,
      { heading: 'Words on this page' },
      h(
        'dl',
        { class: 'glossary' },
        explained(minimum, zone).map(([term, meaning]) => h('div', null, h('dt', null, term), h('dd', null, meaning))),
      ),
    ),
  ],
});
