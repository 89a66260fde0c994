import { scaleQuantize } from 'd3-scale';
import { h } from 'preact';
import { number } from '#lib/core/number-words.ts';
import type { RfmCell, RfmGrid } from '#lib/use-cases/insight/report/report.ts';
import { frequencyWords, recencyWords } from '#lib/core/insight/report/rfm-limits.ts';

interface Props {
  readonly grid: RfmGrid;
  /** The most people of a square. */
  readonly most: number;
}

const scores = [1, 2, 3, 4, 5] as const;

const at = ({ cells }: RfmGrid, recency: number, frequency: number): RfmCell | undefined =>
  cells.find((cell) => cell.recency === recency && cell.frequency === frequency);

/** The class of a square: how many are in it, and on which sides another region begins. */
const classOf = (grid: RfmGrid, { recency, frequency, name, people }: RfmCell, most: number): string => {
  const heat = scaleQuantize([0, Math.max(1, most)], [1, 2, 3, 4, 5]);
  const differs = (other: RfmCell | undefined): boolean => other !== undefined && other.name !== name;
  return [
    people === 0 ? 'heat-0' : `heat-${heat(people)}`,
    ...(differs(at(grid, recency, frequency - 1)) ? ['edge-left'] : []),
    ...(differs(at(grid, recency + 1, frequency)) ? ['edge-top'] : []),
  ].join(' ');
};

/** Whether a square is the first of its region as one reads: the name stands in it. */
const isFirst = ({ cells }: RfmGrid, cell: RfmCell): boolean => cells.find(({ name }) => name === cell.name) === cell;

const square = (grid: RfmGrid, cell: RfmCell, most: number) =>
  h(
    'td',
    { class: classOf(grid, cell, most), role: 'cell' },
    h('span', { class: isFirst(grid, cell) ? 'region' : 'visually-hidden' }, cell.name),
    ' ',
    h('span', { class: 'people' }, number(cell.people)),
  );

/** The grid as a table whose squares are the darker, the more people are in them; lines part its regions. */
export const RfmHeat = ({ grid, most }: Props) =>
  h(
    'table',
    // On a phone rows are laid out as a grid, for which the roles of a table are lost to some.
    { class: 'heat regions', role: 'table' },
    h(
      'caption',
      null,
      'Buyers by their last order (from top to bottom) and by their number of orders (from left to right)',
    ),
    h(
      'thead',
      { role: 'rowgroup' },
      h(
        'tr',
        { role: 'row' },
        h('td', { role: 'cell' }),
        scores.map((score) =>
          h('th', { scope: 'col', role: 'columnheader' }, frequencyWords(score, grid.limits.frequency)),
        ),
      ),
    ),
    h(
      'tbody',
      { role: 'rowgroup' },
      scores.toReversed().map((recency) =>
        h(
          'tr',
          { role: 'row' },
          h('th', { scope: 'row', role: 'rowheader' }, recencyWords(recency, grid.limits.recencyDays)),
          scores.map((frequency) => {
            const cell = at(grid, recency, frequency);
            return cell === undefined ? h('td', { role: 'cell' }) : square(grid, cell, most);
          }),
        ),
      ),
    ),
  );
