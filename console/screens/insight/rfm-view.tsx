import { adviceFor } from '#lib/core/insight/report/rfm-advice.ts';
import { frequencyWords, recencyWords } from '#lib/core/insight/report/rfm-limits.ts';
import type { Known, RfmCell, RfmGrid } from '#lib/use-cases/insight/report/report.ts';
import { HeatGrid } from '../../charts/heat-grid.tsx';
import { Card } from '../../parts/card.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { useShow } from '../../show/use-show.ts';
import { insight as words, rfm as texts } from '../../words/en.ts';
import { Asked, Finding } from './asked.tsx';

const scores = [1, 2, 3, 4, 5] as const;

interface Region {
  readonly name: string;
  readonly people: number;
  readonly cells: readonly RfmCell[];
}

const sumOf = (cells: readonly RfmCell[]): number => cells.reduce((sum, { people }) => sum + people, 0);

const regionsOf = ({ cells }: RfmGrid): readonly Region[] =>
  [...Map.groupBy(cells, ({ name }) => name)]
    .map(([name, own]) => ({ name, people: sumOf(own), cells: own }))
    .filter(({ people }) => people > 0)
    .toSorted((one, other) => other.people - one.people);

/** The mean over the squares of a region; undefined where one with people may not be told. */
const meanOf = ({ cells, people }: Region): number | undefined => {
  const filled = cells.filter((cell) => cell.people > 0);
  if (filled.some(({ averageRevenue }) => typeof averageRevenue !== 'number')) return undefined;
  return filled.reduce((sum, cell) => sum + cell.people * Number(cell.averageRevenue), 0) / people;
};

const Square = ({ cell }: { readonly cell: RfmCell | undefined }) => {
  const { number } = useShow();
  return cell === undefined ? null : (
    <>
      <span class="square-people">{number(cell.people)}</span>
      <span class="square-name">{cell.name}</span>
    </>
  );
};

const Squares = ({ grid: { cells, limits } }: { readonly grid: RfmGrid }) => {
  const most = Math.max(1, ...cells.map(({ people }) => people));
  const at = (recency: number, frequency: number): RfmCell | undefined =>
    cells.find((cell) => cell.recency === recency && cell.frequency === frequency);
  return (
    <HeatGrid
      caption={texts.grid}
      columns={scores.map((score) => frequencyWords(score, limits.frequency))}
      rows={scores.toReversed().map((recency) => ({
        name: recencyWords(recency, limits.recencyDays),
        cells: scores.map((frequency) => {
          const cell = at(recency, frequency);
          return { content: <Square cell={cell} />, strength: (cell?.people ?? 0) / most };
        }),
      }))}
    />
  );
};

const Regions = ({ regions, buyers }: { readonly regions: readonly Region[]; readonly buyers: number }) => {
  const { number, share, money } = useShow();
  const revenueWords = (region: Region): string => {
    const mean = meanOf(region);
    return mean === undefined ? texts.noRevenue : money(Math.round(mean));
  };
  return (
    <Card title={texts.regions} width="wide">
      <DataTable<Region>
        caption={texts.regions}
        isCaptionHidden
        columns={[
          {
            key: 'name',
            header: texts.region,
            isHeading: true,
            cell: ({ name }) => (
              <>
                <span class="strong">{name}</span>
                <span class="meaning">{adviceFor(name)}</span>
              </>
            ),
          },
          { key: 'people', header: texts.buyers, isNumber: true, cell: ({ people }) => number(people) },
          { key: 'share', header: texts.share, isNumber: true, cell: ({ people }) => share(people / buyers) },
          ...(regions.some((region) => meanOf(region) !== undefined)
            ? [{ key: 'revenue', header: texts.revenue, isNumber: true, cell: revenueWords }]
            : []),
        ]}
        rows={regions}
        keyOf={({ name }) => name}
      />
    </Card>
  );
};

const Grid = ({ grid }: { readonly grid: RfmGrid }) => {
  const { number } = useShow();
  const regions = regionsOf(grid);
  const buyers = sumOf(grid.cells);
  const [largest] = regions;
  return (
    <div class="stack">
      {largest === undefined ? null : (
        <Finding says={texts.says(number(largest.people), number(buyers), largest.name)} sure={texts.sure} />
      )}
      <div class="rfm">
        <Squares grid={grid} />
      </div>
      <Regions regions={regions} buyers={buyers} />
    </div>
  );
};

/** Buyers by how recently and how often they have ordered, and what is usually done about each region. */
export const RfmView = () => (
  <Asked<Known<RfmGrid>> kind="rfm">
    {(grid) =>
      'missing' in grid ? <Empty title={texts.none.title} hint={words.sentence(grid.missing)} /> : <Grid grid={grid} />
    }
  </Asked>
);
