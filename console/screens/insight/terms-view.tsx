import { toldWords } from '#lib/core/insight/minimum.ts';
import { percent } from '#lib/core/number-words.ts';
import type { TermLine, WordsFound } from '#lib/use-cases/insight/words.ts';
import { ShareBar } from '../../charts/share-bar.tsx';
import { Card } from '../../parts/card.tsx';
import { DataTable, type Column } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { useShow, type Show } from '../../show/use-show.ts';
import { insight as words } from '../../words/en.ts';
import { Asked, Finding, type ViewProps } from './asked.tsx';
import { SegmentChoice } from './segment-choice.tsx';

/** Of either mood. */
const mostShown = 12;

type MoodName = 'unhappy' | 'happy';

const columnsOf = ({ mood, most }: Pick<MoodProps, 'mood' | 'most'>, show: Show): readonly Column<TermLine>[] => [
  {
    key: 'term',
    header: words.terms.term,
    isHeading: true,
    cell: (line) => <ShareBar share={line[mood]} most={most} words={line.term} />,
  },
  { key: 'unhappy', header: words.terms.unhappy, isNumber: true, cell: ({ unhappy }) => percent(unhappy) },
  { key: 'happy', header: words.terms.happy, isNumber: true, cell: ({ happy }) => percent(happy) },
  {
    key: 'people',
    header: words.terms.people,
    isNumber: true,
    className: 'roomy',
    cell: ({ people }) => show.number(people),
  },
];

interface MoodProps {
  readonly mood: MoodName;
  readonly title: string;
  readonly lines: readonly TermLine[];
  readonly most: number;
}

const Mood = ({ mood, title, lines, most }: MoodProps) => {
  const show = useShow();
  return lines.length === 0 ? null : (
    <Card title={title} note={words.terms.bars[mood]}>
      <div class={mood}>
        <DataTable
          caption={title}
          isCaptionHidden
          columns={columnsOf({ mood, most }, show)}
          rows={lines.slice(0, mostShown)}
          keyOf={({ term }) => term}
        />
      </div>
    </Card>
  );
};

const Questions = ({ questions }: { readonly questions: WordsFound['questions'] | undefined }) => {
  if (questions === undefined) return null;
  const { people, share, lines } = questions;
  return (
    <Card title={words.terms.questions} width="wide">
      <p>{words.terms.asked(toldWords(people), share === undefined ? undefined : percent(share))}</p>
      {lines.length === 0 ? null : (
        <ul class="terms">
          {lines.slice(0, mostShown).map(({ term, people: asking }) => (
            <li key={term}>
              <span class="strong">{term}</span> <span class="quiet">{words.terms.askedBy(asking)}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
};

const list = new Intl.ListFormat('en-GB');

/** The three strongest terms in words. */
const firstOf = (lines: readonly TermLine[]): string =>
  list.format(lines.slice(0, 3).map(({ term }) => words.terms.quoted(term)));

const Terms = ({ found: { lines = [], questions, languages = [] } }: { readonly found: WordsFound }) => {
  const unhappy = lines.filter(({ z }) => z > 0);
  const happy = lines.filter(({ z }) => z < 0);
  const most = Math.max(0, ...lines.map((line) => Math.max(line.unhappy, line.happy)));
  return (
    <div class="stack">
      <Finding
        says={words.terms.says(firstOf(unhappy), firstOf(happy))}
        sure={words.terms.sure(list.format(languages.map(languageName)))}
      />
      <div class="cards">
        <Mood mood="unhappy" title={words.terms.ofUnhappy} lines={unhappy} most={most} />
        <Mood mood="happy" title={words.terms.ofHappy} lines={happy} most={most} />
        <Questions questions={questions} />
      </div>
    </div>
  );
};

const languageNames = new Intl.DisplayNames(undefined, { type: 'language', fallback: 'code' });

const languageName = (code: string): string => languageNames.of(code) ?? code;

/** In which words people are unhappy and happy. */
export const TermsView = ({ of, onOf }: ViewProps) => (
  <>
    <SegmentChoice
      label={words.compare.whom}
      value={of ?? ''}
      onValue={(next) => onOf(next || undefined)}
      first={[{ value: '', label: words.everybody }]}
    />
    <Asked<WordsFound> kind="words" segment={of}>
      {(found) =>
        found.missing === undefined && found.lines !== undefined ? (
          <Terms found={found} />
        ) : (
          <Empty
            title={words.terms.none.title}
            hint={found.missing === undefined ? words.tooFew.hint : words.sentence(found.missing)}
          />
        )
      }
    </Asked>
  </>
);
