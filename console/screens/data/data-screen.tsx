import { useSession } from '../../api/session.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Answered } from '../../parts/answered.tsx';
import { Empty } from '../../parts/empty.tsx';
import { KeyFigures } from '../../parts/key-figures.tsx';
import { Notice } from '../../parts/notice.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { useShow } from '../../show/use-show.ts';
import { data as words } from '../../words/en.ts';
import { Figures, Producers, UnknownFields } from './data-tables.tsx';
import type { Quality } from './quality.ts';
import { RefusedReason } from './refused-reason.tsx';

interface PartProps {
  readonly quality: Quality;
  readonly refresh: () => void;
}

const Totals = ({ quality: { quarantine, figures } }: Pick<PartProps, 'quality'>) => {
  const { number } = useShow();
  const known = figures.flatMap(({ label, count }) =>
    count === null ? [] : [{ value: number(count), meaning: label }],
  );
  return (
    <KeyFigures
      label={words.figures}
      figures={[
        { value: number(quarantine.entries), meaning: words.refusedNow(quarantine.complete) },
        ...known.slice(0, mostFigures),
      ]}
    />
  );
};

const mostFigures = 4;

const RefusedEvents = ({ quality: { quarantine }, refresh }: PartProps) => {
  const { can, why } = useSession();
  const { number } = useShow();
  if (quarantine.groups.length === 0) return <Empty title={words.allWell.title} hint={words.allWell.hint} />;
  const byReason = [...Map.groupBy(quarantine.groups, ({ reason }) => reason)];
  return (
    <div class="stack refused">
      {quarantine.complete ? null : <Notice tone="warn">{words.partial(number(quarantine.entries))}</Notice>}
      {can.redrive ? null : (
        <Notice>
          {words.noRedrive} {why.redrive}
        </Notice>
      )}
      {byReason.map(([reason, groups]) => (
        <RefusedReason key={reason} reason={reason} groups={groups} refresh={refresh} />
      ))}
    </div>
  );
};

const Present = () => {
  const answer = useAnswer<Quality>('/v1/console/quality');
  return (
    <Answered answer={answer} loading={<Skeleton lines={10} />}>
      {(quality) => (
        <div class="stack quality">
          <Totals quality={quality} />
          <RefusedEvents quality={quality} refresh={answer.state === 'ready' ? answer.refresh : () => undefined} />
          {quality.unknownFields === null ? null : <UnknownFields unknown={quality.unknownFields} />}
          {quality.producers === null ? null : <Producers producers={quality.producers} />}
          <Figures figures={quality.figures} />
        </div>
      )}
    </Answered>
  );
};

/** How good the data is that comes in: what was refused, what is ignored, and from whom. */
const DataScreen = () => {
  const { can, why } = useSession();
  return (
    <>
      <PageHeader title={words.title} lede={words.lede} />
      {can.quality ? <Present /> : <Notice>{why.quality}</Notice>}
    </>
  );
};

export default DataScreen;
