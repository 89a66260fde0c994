import type { PlaceLine } from '#lib/core/insight/places/place-lines.ts';
import type { Places } from '#lib/use-cases/insight/compare/place-people.ts';
import { countWords, liftWords, memberWords, otherWords } from '#lib/core/insight/compare/line-words.ts';
import { columnTable, fittingColumns, type Column } from '../output/fitting-columns.ts';
import { counted, number } from '../output/numbers.ts';

/** Places to be told. */
interface Told {
  readonly places: Places;
  /** The others in words; undefined where members are everybody. */
  readonly others: string | undefined;
  readonly minimum: number;
}

const columnsOf = (isCompared: boolean): readonly Column<PlaceLine>[] => [
  { head: '', align: 'left', rank: 0, cell: ({ level }) => level },
  { head: 'place', align: 'left', rank: 0, cell: ({ place }) => place },
  { head: isCompared ? 'members' : 'share', align: 'right', rank: 1, cell: memberWords },
  ...(isCompared
    ? ([
        { head: 'others', align: 'right', rank: 2, cell: otherWords },
        { head: 'lift', align: 'right', rank: 3, cell: liftWords },
      ] as const)
    : []),
  { head: 'counted', align: 'right', rank: 4, cell: countWords },
];

const nothing = 'No place stands out: they live in the same places as others, as far as is known.';
const byPlace = 'Where they live is what tells them apart by definition, so no place is a finding.';

const geographic = 'geographic.';

const linesText = ({ places, others, minimum }: Told, columns: number): readonly string[] => {
  const { lines, missing, byDefinition } = places;
  if (missing !== undefined) return [`There is no answer: ${missing}.`];
  if (lines === undefined) return [`Where they live is told of no fewer than ${minimum} people.`];
  if (lines.length === 0 && others === undefined) return [`No place has ${minimum} people.`];
  if (lines.length === 0) return [byDefinition.some((path) => path.startsWith(geographic)) ? byPlace : nothing];
  const fitting = fittingColumns(columnsOf(others !== undefined), lines, columns);
  return columnTable(fitting, lines);
};

const titleOf = ({ places: { definition, members, others = 0 }, others: words }: Told): string =>
  definition === undefined || words === undefined
    ? `Where ${counted(members, 'person').replace(/persons$/, 'people')} live, as far as is known`
    : `${definition.name ?? definition.key}: ${counted(members, 'member')}, compared with ${number(others)} (${words})`;

/** Places as people read them, on a terminal of so many columns. */
export const placesText = (told: Told, { columns = 80 }: { readonly columns?: number }): string =>
  [titleOf(told), '', ...linesText(told, columns)].join('\n');
