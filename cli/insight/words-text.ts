import { toldWords } from '#lib/core/insight/minimum.ts';
import type { QuestionsAsked, TermLine, WordsFound } from '#lib/use-cases/insight/words.ts';
import { columnTable, fittingColumns, type Column } from '../output/fitting-columns.ts';
import { instantWords } from '#lib/core/time/instant-words.ts';
import { counted, number, percent } from '../output/numbers.ts';
import type { Terminal } from '../output/terminal.ts';

/** As many terms as a person reads; --json has all of them. */
const mostShown = 20;

const tableOf = <Row>(columns: readonly Column<Row>[], rows: readonly Row[], room: number): readonly string[] => {
  const shown = rows.slice(0, mostShown);
  const rest = rows.length - shown.length;
  return [
    ...columnTable(fittingColumns(columns, shown, room), shown),
    ...(rest === 0 ? [] : [`and ${number(rest)} more with --json`]),
  ];
};

/** A share in percent, with one decimal so that the shares of a column line up: `23.0%`. */
const share = (value: number): string => `${(100 * value).toFixed(1)}%`;

const moodColumns: readonly Column<TermLine>[] = [
  { head: 'term', align: 'left', rank: 0, cell: ({ term }) => term },
  { head: 'unhappy texts', align: 'right', rank: 1, cell: ({ unhappy }) => share(unhappy) },
  { head: 'happy texts', align: 'right', rank: 2, cell: ({ happy }) => share(happy) },
  { head: 'people', align: 'right', rank: 3, cell: ({ people }) => number(people) },
];

const questionColumns: readonly Column<QuestionsAsked['lines'][number]>[] = [
  { head: 'term', align: 'left', rank: 0, cell: ({ term }) => term },
  { head: 'questions', align: 'right', rank: 1, cell: ({ asking }) => share(asking) },
  { head: 'other texts', align: 'right', rank: 2, cell: ({ others }) => share(others) },
  { head: 'people', align: 'right', rank: 3, cell: ({ people }) => number(people) },
];

/** A part of the text under a heading; nothing where it has no lines. */
type Part = readonly [heading: string, lines: readonly string[]];

const moodParts = (lines: readonly TermLine[], room: number): readonly Part[] => {
  const unhappy = lines.filter(({ z }) => z > 0);
  const happy = lines.filter(({ z }) => z < 0);
  return [
    ['Unhappy people write', unhappy.length === 0 ? [] : tableOf(moodColumns, unhappy, room)],
    ['Happy people write', happy.length === 0 ? [] : tableOf(moodColumns, happy, room)],
  ];
};

const questionPart = ({ people, share: asked, lines }: QuestionsAsked, room: number): Part => {
  if (asked === undefined) return ['Questions', [`Questions are asked by ${toldWords(people)} people.`]];
  const sum = `${toldWords(people)} people ask something, in ${percent(asked)} of all texts.`;
  return lines.length === 0
    ? ['Questions', [`${sum} No term stands out in their questions.`]]
    : ['Questions', [sum, ...tableOf(questionColumns, lines, room)]];
};

const languageNames = new Intl.DisplayNames('en', { type: 'language' });

const titleOf = ({ segment, members, asOf, languages = [] }: WordsFound, name: string | undefined): string => {
  const whose = segment === undefined ? 'everybody' : `${name ?? segment} (${counted(members ?? 0, 'member')})`;
  const spoken = languages.map((language) => languageNames.of(language) ?? language).join(', ');
  return `Words of ${whose}, until ${instantWords(asOf)}${spoken === '' ? '' : `, in ${spoken}`}`;
};

const nothingTold = 'No term tells unhappy from happy texts.';

const partsOf = ({ lines, questions, missing }: WordsFound, minimum: number, room: number): readonly Part[] => {
  if (lines === undefined || questions === undefined)
    return [['', [`What members say is told of at least ${number(minimum)} members.`]]];
  const parts = moodParts(lines, room).filter(([, told]) => told.length > 0);
  const mood: readonly Part[] = parts.length === 0 && missing === undefined ? [['', [nothingTold]]] : parts;
  const lacking: readonly Part[] = missing === undefined ? [] : [['', [`Not known: ${missing}.`]]];
  return [...lacking, ...mood, questionPart(questions, room)];
};

/** What people say, for people. */
export const wordsText = (
  found: WordsFound,
  name: string | undefined,
  { minimum, terminal: { style, columns = 80 } }: { readonly minimum: number; readonly terminal: Terminal },
): string => {
  const parts = partsOf(found, minimum, columns).map(([heading, lines]) =>
    [...(heading === '' ? [] : [style('bold', heading)]), ...lines].join('\n'),
  );
  return [titleOf(found, name), ...parts].join('\n\n');
};

/** What was written as topics. */
export const topicsText = (file: string, topics: object, lines: readonly TermLine[]): string =>
  lines.length === 0
    ? `\n${file} holds the catalogue as it is: there is no term to make a topic of.`
    : `\n${file} holds the catalogue with ${counted(Object.keys(topics).length, 'topic')}. Name and sort them as you like; patron plan --segments ${file} tells what they would change.`;
