import { max } from 'd3-array';
import { h } from 'preact';
import { toldWords } from '#lib/core/insight/minimum.ts';
import { number, percent } from '#lib/core/number-words.ts';
import type { TermLine, WordsFound } from '#lib/use-cases/insight/words.ts';
import { DivergingBar } from '../charts/diverging-bar.ts';
import { DataTable } from './data-table.ts';
import { Note, Part } from './part.ts';
import type { MakeSection } from './report-section.ts';

const head = { id: 'words', title: 'Their own words' };

/** Of either mood. */
const mostShown = 10;

const inPercent = (share: number): string => `${(share * 100).toFixed(1)}%`;

const termTable = (terms: readonly TermLine[], most: number, caption: string) =>
  DataTable<TermLine>({
    caption,
    columns: [
      {
        head: 'Term',
        cell: ({ term, unhappy, happy }) => [term, h(DivergingBar, { left: unhappy, right: happy, most })],
      },
      { head: 'Unhappy', isNumber: true, cell: ({ unhappy }) => inPercent(unhappy) },
      { head: 'Happy', isNumber: true, cell: ({ happy }) => inPercent(happy) },
      { head: 'People', isNumber: true, isRoomy: true, cell: ({ people }) => number(people) },
    ],
    rows: terms,
  });

const moodPart = (heading: string, terms: readonly TermLine[], most: number) =>
  terms.length === 0
    ? null
    : h(
        Part,
        { heading },
        termTable(
          terms.slice(0, mostShown),
          most,
          'Shares of the texts with a term: unhappy ones to the left, happy ones to the right',
        ),
      );

const questionsPart = ({ questions }: WordsFound) => {
  if (questions === undefined) return null;
  const { people, share, lines } = questions;
  const asked = share === undefined ? '' : `, in ${percent(share)} of all texts`;
  const terms = lines.slice(0, mostShown).map(({ term }) => `“${term}”`);
  const about = terms.length === 0 ? 'No term stands out in their questions.' : `They ask about ${terms.join(', ')}.`;
  return h(Part, { heading: 'Questions' }, h('p', null, `${toldWords(people)} people ask something${asked}. ${about}`));
};

const findingOf = (unhappy: TermLine | undefined, happy: TermLine | undefined): string => {
  const said = [
    ...(unhappy
      ? [
          `Unhappy texts say “${unhappy.term}”: ${inPercent(unhappy.unhappy)} of them, and ${inPercent(unhappy.happy)} of the happy ones`,
        ]
      : []),
    ...(happy
      ? [
          `${unhappy ? 'happy' : 'Happy'} texts say “${happy.term}”: ${inPercent(happy.happy)}, and ${inPercent(happy.unhappy)} of the unhappy ones`,
        ]
      : []),
  ];
  return said.length === 0 ? 'No term tells unhappy from happy texts.' : `${said.join('; ')}.`;
};

/** In which words people are unhappy and happy. */
export const words: MakeSection = ({ report: { words: found, minimum } }) => {
  const lines = 'lines' in found ? (found.lines ?? []) : [];
  if (found.missing !== undefined)
    return {
      ...head,
      missing: `Which words tell unhappy from happy people is not known: ${found.missing}. FeedbackGiven events with a text and a score bring it.`,
      body: 'questions' in found ? questionsPart(found) : undefined,
    };
  const unhappy = lines.filter(({ z }) => z > 0);
  const happy = lines.filter(({ z }) => z < 0);
  const most = max(lines, (line) => Math.max(line.unhappy, line.happy)) ?? 1;
  return {
    ...head,
    finding: findingOf(unhappy[0], happy[0]),
    body: [
      h(
        'div',
        { class: 'side-by-side' },
        moodPart('What unhappy people write', unhappy, most),
        moodPart('What happy people write', happy, most),
      ),
      questionsPart(found as WordsFound),
      h(
        Note,
        null,
        `Unhappy are texts with a score in the lowest quarter of its scale, happy those in the highest. A term stands here where ${minimum} people or more used it, without letter case and accents; no text is quoted.`,
      ),
    ],
  };
};
