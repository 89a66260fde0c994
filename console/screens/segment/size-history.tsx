import { path, withQuery } from '../../api/call.ts';
import { useSession } from '../../api/session.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Columns } from '../../charts/columns.tsx';
import { TimeSeries, type TimeNames } from '../../charts/time-series.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Card } from '../../parts/card.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { useQuery } from '../../shell/use-query.ts';
import { useShow, type Show } from '../../show/use-show.ts';
import { segment as words } from '../../words/en.ts';
import { changeColumns } from './change-columns.ts';
import { rangeFrom, spanOf, ranges, type HistoryStep, type Range } from './history-range.ts';

const namesOf = (range: Range, show: Show): TimeNames =>
  ranges[range].step === 'PT1H' ? { long: show.minute, short: show.time } : { long: show.day, short: show.shortDay };

interface Props {
  readonly steps: readonly HistoryStep[];
  readonly range: Range;
}

const Charts = ({ steps, range }: Props) => {
  const show = useShow();
  const named = namesOf(range, show);
  return (
    <>
      <TimeSeries
        label={words.size.chart}
        points={steps.map(({ at, members }) => ({ at, value: members }))}
        words={(members) => words.size.members(show.number(members), members)}
        unknown={words.size.unknown}
        named={named}
      />
      <h3>{words.size.changes}</h3>
      <Columns
        label={words.size.changesBy[range]}
        height={120}
        columns={changeColumns(steps, range, { show, named })}
      />
    </>
  );
};

/** How large a segment was, and who came and went, over a range that the address keeps. */
export const SizeHistory = ({ segmentKey }: { readonly segmentKey: string }) => {
  const { now } = useSession();
  const { query, changeQuery } = useQuery();
  const range = rangeFrom(query['range']);
  const history = path`/v1/segments/${segmentKey}/history`;
  const answer = useAnswer<readonly HistoryStep[]>(withQuery(history, spanOf(range, now)));
  return (
    <Card
      title={words.size.title}
      width="wide"
      actions={
        <Choice
          label={words.size.range}
          value={range}
          options={Object.keys(ranges).map((value) => ({
            value: value as Range,
            label: words.size.ranges[value as Range],
          }))}
          onValue={(value) => changeQuery({ range: value })}
        />
      }
    >
      <Answered answer={answer} loading={<Skeleton lines={9} />} missing={words.size.missing}>
        {(steps) => <Charts steps={steps} range={range} />}
      </Answered>
    </Card>
  );
};
