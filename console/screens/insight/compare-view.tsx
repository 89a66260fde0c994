import { listed } from '#lib/core/segments/describe/duration-words.ts';
import { memberWords, otherWords } from '#lib/core/insight/compare/line-words.ts';
import type { ComparisonInWords, LineInWords } from '#lib/use-cases/api/console/insight-in-words.ts';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { useShow } from '../../show/use-show.ts';
import { insight as words } from '../../words/en.ts';
import { Asked, Finding, type ViewProps } from './asked.tsx';
import { LineTable } from './line-table.tsx';
import { SegmentChoice } from './segment-choice.tsx';

type QuestionName = keyof typeof words.questions;

const questionNames = Object.keys(words.questions) as readonly QuestionName[];

const isQuestion = (key: string): key is QuestionName => Object.hasOwn(words.questions, key);

const questions = questionNames.map((value) => ({ value, label: words.questions[value].label }));

const othersOf = ({ segment }: ComparisonInWords): string =>
  isQuestion(segment) ? words.questions[segment].others : words.compare.everybodyElse;

const Says = ({
  compared,
  strongest,
}: {
  readonly compared: ComparisonInWords;
  readonly strongest: LineInWords | undefined;
}) => {
  const { number } = useShow();
  const { members, others, definition } = compared;
  const who = words.compare.who(number(members), `${number(others)} ${othersOf(compared)}`);
  const line =
    strongest &&
    words.compare.strongest({
      what: strongest.words,
      members: memberWords(strongest),
      others: otherWords(strongest),
    });
  return <Finding says={line ?? words.compare.nothing} sure={`${definition.description ?? ''} ${who}`} />;
};

const Direction = ({
  lines,
  compared,
}: {
  readonly lines: readonly LineInWords[];
  readonly compared: ComparisonInWords;
}) => {
  const [first] = lines;
  return first === undefined ? null : (
    <Card title={words.compare[first.direction]} width="wide">
      <LineTable lines={lines} others={othersOf(compared)} caption={words.compare[first.direction]} />
    </Card>
  );
};

const Notes = ({ compared: { notKnown = [], lines = [] } }: { readonly compared: ComparisonInWords }) => (
  <div>
    {lines.some(({ confirmedOnHalf }) => !confirmedOnHalf) ? <p class="note">{words.compare.doubt}</p> : null}
    {notKnown.length === 0 ? null : <p class="note">{words.compare.notKnown(listed(notKnown, 'and'))}</p>}
    <p class="note">{words.compare.sure}</p>
  </div>
);

const Compared = ({ compared }: { readonly compared: ComparisonInWords }) => {
  const { lines, missing } = compared;
  if (missing !== undefined) return <Empty title={words.compare.noAnswer} hint={words.sentence(missing)} />;
  if (lines === undefined) return <Empty title={words.tooFew.title} hint={words.tooFew.hint} />;
  return (
    <div class="stack">
      <Says compared={compared} strongest={lines.find(({ direction }) => direction === 'more') ?? lines[0]} />
      <div class="cards">
        <Direction lines={lines.filter(({ direction }) => direction === 'more')} compared={compared} />
        <Direction lines={lines.filter(({ direction }) => direction === 'less')} compared={compared} />
      </div>
      <Notes compared={compared} />
    </div>
  );
};

/** What some people share and others do not. */
export const CompareView = ({ of = 'best', onOf }: ViewProps) => (
  <>
    <SegmentChoice label={words.compare.whom} value={of} onValue={onOf} first={questions} />
    <Asked<ComparisonInWords> kind="compare" segment={of}>
      {(compared) => <Compared compared={compared} />}
    </Asked>
  </>
);
