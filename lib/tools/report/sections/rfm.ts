import { group, max, sum } from 'd3-array';
import { h } from 'preact';
import { number } from '#lib/core/number-words.ts';
import type { RfmCell, RfmGrid } from '#lib/use-cases/insight/report/report.ts';
import type { Telling } from '../telling.ts';
import { roundShare } from '../words/shares.ts';
import { DataTable } from './data-table.ts';
import { Note } from './part.ts';
import { adviceFor } from '#lib/core/insight/report/rfm-advice.ts';
import { RfmHeat } from './rfm-heat.ts';
import type { MakeSection } from './report-section.ts';

const head = { id: 'rfm', title: 'Recency and frequency' };

/** A region of the grid. */
interface Region {
  readonly name: string;
  readonly people: number;
  readonly cells: readonly RfmCell[];
}

const regionsOf = ({ cells }: RfmGrid): readonly Region[] =>
  [...group(cells, ({ name }) => name)]
    .map(([name, own]) => ({ name, people: sum(own, ({ people }) => people), cells: own }))
    .toSorted((one, other) => other.people - one.people);

/** The mean over the squares of a region; undefined where one with people may not be told. */
const meanRevenue = ({ cells, people }: Region): number | undefined => {
  const filled = cells.filter((cell) => cell.people > 0);
  if (people === 0 || filled.some(({ averageRevenue }) => typeof averageRevenue !== 'number')) return undefined;
  return sum(filled, (cell) => cell.people * (cell.averageRevenue as number)) / people;
};

const regionTable = (regions: readonly Region[], buyers: number, { money }: Telling) =>
  DataTable<Region>({
    caption: 'The regions of the grid, largest first',
    columns: [
      { head: 'Region', cell: ({ name }) => [name, h('span', { class: 'meaning' }, adviceFor(name))] },
      { head: 'Buyers', isNumber: true, cell: ({ people }) => number(people) },
      { head: 'Of all buyers', isNumber: true, cell: ({ people }) => roundShare(people / buyers) },
      {
        head: 'Mean revenue',
        isNumber: true,
        cell: (region) => {
          const mean = meanRevenue(region);
          return mean === undefined ? '–' : money.amount(mean);
        },
      },
    ],
    rows: regions.filter(({ people }) => people > 0),
  });

/** Buyers by how recently and how often they have ordered. */
export const rfm: MakeSection = (telling) => {
  const { rfm: grid, minimum } = telling.report;
  if ('missing' in grid)
    return {
      ...head,
      missing: `There is no grid: ${grid.missing}. It needs orders, and limits under "rfm" in the catalogue.`,
    };
  const regions = regionsOf(grid);
  const buyers = sum(regions, ({ people }) => people);
  const [largest] = regions;
  if (largest === undefined || buyers === 0)
    return { ...head, missing: 'Nobody has ordered, so there is nobody to place on the grid.' };
  return {
    ...head,
    finding: `${number(largest.people)} of ${number(buyers)} buyers, ${roundShare(largest.people / buyers)}, are in the region “${largest.name}”, the largest of the grid.`,
    body: h(
      'div',
      { class: 'part' },
      h(RfmHeat, { grid, most: max(grid.cells, ({ people }) => people) ?? 0 }),
      h('div', { class: 'part' }, regionTable(regions, buyers, telling)),
      h(Note, null, `Mean revenue is after refunds. –: it would tell of a square with fewer than ${minimum} buyers.`),
    ),
  };
};
