import { path } from '../../api/call.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Columns } from '../../charts/columns.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { Instant } from '../../show/instant.tsx';
import { useShow } from '../../show/use-show.ts';
import { segment as words } from '../../words/en.ts';
import type { SegmentDetail } from './segment-detail.ts';

/** `GET /v1/console/segments/{key}/leavers` */
interface LeaversAnswer {
  readonly asOf: string;
  /** Seven days of the catalogue's zone from today on. */
  readonly days: readonly { readonly day: string; readonly leaving: number }[];
  readonly soonest?: readonly LeaverId[];
}

type LeaverId = { readonly at: string; readonly customerId?: string; readonly anonymousId?: string };

const idOf = ({ customerId, anonymousId }: LeaverId): string => customerId ?? `~${anonymousId}`;

const Soonest = ({ soonest }: { readonly soonest: readonly LeaverId[] }) => (
  <>
    <h3>{words.leavers.soonest}</h3>
    <ol class="soonest">
      {soonest.map((leaver) => (
        <li key={`${idOf(leaver)} ${leaver.at}`}>
          <a href={path`/people/${idOf(leaver)}`}>{idOf(leaver)}</a>
          <Instant at={leaver.at} />
        </li>
      ))}
    </ol>
  </>
);

const Week = ({ leavers: { days, soonest = [] } }: { readonly leavers: LeaversAnswer }) => {
  const show = useShow();
  return (
    <>
      <Columns
        label={words.leavers.chart}
        columns={days.map(({ day, leaving }) => ({
          name: show.date(day),
          label: show.weekday(day),
          value: leaving,
          words: words.leavers.leaving(show.number(leaving), leaving),
        }))}
      />
      {soonest.length === 0 ? null : <Soonest soonest={soonest} />}
    </>
  );
};

/** A deployment looks at everybody once a week. */
const Note = ({ asOf }: { readonly asOf: string | undefined }) => (
  <>
    {words.leavers.note}
    {asOf === undefined ? null : (
      <>
        {' '}
        {words.leavers.asOf} <Instant at={asOf} />.
      </>
    )}
  </>
);

const totalOf = ({ days }: LeaversAnswer): number => days.reduce((sum, { leaving }) => sum + leaving, 0);

/** Who will leave a segment within a week by time alone. */
export const Leavers = ({ detail: { key, members } }: { readonly detail: SegmentDetail }) => {
  const show = useShow();
  const answer = useAnswer<LeaversAnswer>(path`/v1/console/segments/${key}/leavers`);
  return (
    <Card
      title={words.leavers.title}
      note={<Note asOf={answer.state === 'ready' ? answer.data.asOf : undefined} />}
      width="wide"
    >
      <Answered
        answer={answer}
        loading={<Skeleton lines={6} />}
        missing={words.leavers.missing}
        isEmpty={(leavers) => totalOf(leavers) === 0}
        empty={<Empty title={words.leavers.none} hint={words.leavers.noneHint} />}
      >
        {(leavers) => (
          <>
            <p class="finding">
              {words.leavers.finding(
                show.number(totalOf(leavers)),
                members === null ? undefined : show.number(members),
              )}
            </p>
            <Week leavers={leavers} />
          </>
        )}
      </Answered>
    </Card>
  );
};
