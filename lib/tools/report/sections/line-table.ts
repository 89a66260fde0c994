import { h } from 'preact';
import { itemWordsIn } from '#lib/core/insight/items/item-words.ts';
import type { Line } from '#lib/core/insight/compare/line.ts';
import { liftWords, memberWords, otherWords } from '#lib/core/insight/compare/line-words.ts';
import { DotPair } from '../charts/dot-pair.ts';
import type { Telling } from '../telling.ts';
import { DataTable } from './data-table.ts';

interface Props {
  readonly lines: readonly Line[];
  readonly telling: Telling;
  readonly caption: string;
  /** The head of the column of the others. */
  readonly others: string;
}

/** Behind what each half of the people, taken alone, does not show. */
const doubt = ' *';

/** A line in words: `average order: 200.00 GBP or more`. */
export const lineWordsIn = ({ source }: Telling): ((line: Line) => string) => {
  const words = itemWordsIn(source);
  return ({ trait, value }) => words(trait, value);
};

/** What sets members apart: each line with both shares as dots on one scale. */
export const LineTable = ({ lines, telling, caption, others }: Props) => {
  const words = lineWordsIn(telling);
  return DataTable<Line>({
    caption: [
      `${caption}: `,
      h('span', { class: 'key members-key' }, 'members'),
      ' and ',
      h('span', { class: 'key others-key' }, others),
    ],
    columns: [
      {
        head: 'What',
        cell: (line) => [
          `${words(line)}${line.confirmedOnHalf ? '' : doubt}`,
          h(DotPair, { members: line.share, others: line.others }),
        ],
      },
      { head: 'Members', isNumber: true, cell: memberWords },
      { head: 'Others', isNumber: true, cell: otherWords },
      { head: 'Times as often', isNumber: true, cell: liftWords },
    ],
    rows: lines,
  });
};
