import { describeCondition } from '#lib/core/segments/describe/describe.ts';
import { traitSubject } from '#lib/core/segments/describe/units.ts';
import { vocabularyOf } from '#lib/core/segments/describe/vocabulary.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import { silhouetteWords, verdictWords } from '#lib/core/insight/discover/group-words.ts';
import type { Discovery, FoundGroup } from '#lib/use-cases/insight/discover/discovery.ts';
import { columnTable, fittingColumns, type Column } from '../output/fitting-columns.ts';
import { counted, number } from '../output/numbers.ts';
import { table } from '../output/table.ts';

/** Groups to be told. */
interface Told {
  readonly discovery: Discovery;
  /** The file of the catalogue. */
  readonly out: string;
  readonly minimum: number;
  readonly source: CatalogueSource;
}

/** Whole percent: a decimal would promise more than a sample knows. */
const shareWords = (share: number): string => `${Math.round(share * 100)}%`;

const columnsFor = (people: number): readonly Column<FoundGroup>[] => [
  { head: 'group', align: 'left', rank: 0, cell: ({ name }) => name },
  { head: 'members', align: 'right', rank: 1, cell: ({ members }) => number(members) },
  { head: 'of all', align: 'right', rank: 2, cell: ({ members }) => shareWords(members / people) },
  { head: 'right', align: 'right', rank: 3, cell: ({ precision }) => shareWords(precision) },
  { head: 'complete', align: 'right', rank: 4, cell: ({ recall }) => shareWords(recall) },
  { head: 'again', align: 'right', rank: 5, cell: ({ stability }) => shareWords(stability) },
];

const legends: Readonly<Record<string, string>> = {
  right: 'of those whom the rule picks, how many belong to the group (precision)',
  complete: 'of the group, how many the rule picks (recall)',
  again: 'how much of the group is found again in other such people (stability)',
};

const legendOf = (columns: readonly Column<FoundGroup>[]): readonly string[] =>
  table(
    columns.flatMap(({ head }) => (legends[head] === undefined ? [] : [[head, legends[head]]])),
    ['left', 'left'],
  );

const nothingText = ({ discovery: { missing, traits, people }, source }: Told): string => {
  if (missing !== undefined) return `Nothing to be found: ${missing}.`;
  const vocabulary = vocabularyOf(source);
  const labels = traits.map((path) => traitSubject(path, vocabulary).label).join(', ');
  return [
    `Nothing to be found: no groups lie apart among ${counted(people, 'customer')}, and no few do most of anything.`,
    `Compared by: ${labels}.`,
  ].join('\n');
};

const foundText = ({ discovery, source }: Told, columns: number): string => {
  const { groups, verdict, people, silhouette = 0 } = discovery;
  const fitting = fittingColumns(columnsFor(people), groups, columns);
  const words = verdict === 'nothing' ? '' : verdictWords[verdict];
  return [
    `Among ${counted(people, 'customer')}: ${words}.`,
    `Silhouette ${silhouette}: ${silhouetteWords(silhouette)}.`,
    '',
    ...columnTable(fitting, groups),
    '',
    ...legendOf(fitting),
    ...groups.flatMap(({ name, key, when }) => [
      '',
      `${name} (${key}):`,
      `  customers ${describeCondition(when, source)}`,
    ]),
  ].join('\n');
};

/** Groups as people read them, on a terminal of so many columns. */
export const discoveryText = (told: Told, { columns = 80 }: { readonly columns?: number }): string =>
  told.discovery.verdict === 'nothing'
    ? `${nothingText(told)}\n\nWritten to ${told.out}, without segments.`
    : `${foundText(told, columns)}\n\nWritten to ${told.out}, for "check" and "plan".`;
