import { useMemo } from 'preact/hooks';
import type { PlanJob } from '#lib/use-cases/api/console/plan-job.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Answered } from '../../parts/answered.tsx';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Failed } from '../../parts/failed.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { useShow } from '../../show/use-show.ts';
import { plan as words } from '../../words/en.ts';
import type { CatalogueFile } from '../builder/kept-catalogue.ts';
import { leavesIn, type Checked } from '../builder/checked.ts';
import { Planned } from './planned.tsx';
import { usePlan } from './use-plan.ts';

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const Progress = ({ job }: { readonly job: PlanJob | undefined }) => {
  const { number } = useShow();
  return (
    <div class="progress" aria-live="polite">
      <p class="figure">{words.running}</p>
      <progress max={job?.of ?? 1} value={job?.done ?? 0} aria-label={words.running} />
      <p class="note">{job === undefined ? words.beginning : words.done(number(job.done), number(job.of))}</p>
    </div>
  );
};

interface CheckedFile {
  readonly file: CatalogueFile;
  readonly catalogue: unknown;
  readonly checked: Checked;
}

const Running = ({ file, catalogue, checked }: CheckedFile) => {
  const planning = usePlan(catalogue);
  const wordsAt = useMemo(
    () => new Map(checked.segments.map(({ key, condition }) => [key, new Map(leavesIn(condition))])),
    [checked],
  );
  if (planning.state === 'failed') return <Failed failure={planning.failure} retry={planning.retry} />;
  const { job } = planning;
  return job?.plan ? <Planned plan={job.plan} file={file} wordsAt={wordsAt} /> : <Progress job={job} />;
};

const Faults = ({ problems }: Pick<Checked, 'problems'>) => (
  <Card title={words.faults.title} note={words.faults.note}>
    <ul class="clause-problems">
      {problems.map(({ path, message }) => (
        <li key={`${path} ${message}`}>{message}</li>
      ))}
    </ul>
  </Card>
);

const CheckedPlan = ({ file, catalogue }: Omit<CheckedFile, 'checked'>) => {
  const answer = useAnswer<Checked>('/v1/console/check', { body: { catalogue } });
  return (
    <Answered answer={answer} loading={<Skeleton lines={8} />}>
      {(checked) =>
        checked.fits ? (
          <Running file={file} catalogue={catalogue} checked={checked} />
        ) : (
          <Faults problems={checked.problems} />
        )
      }
    </Answered>
  );
};

/** Checks a file, plans it, and tells what it would do. */
export const PlannedFile = ({ file }: { readonly file: CatalogueFile }) => {
  const catalogue = useMemo(() => parsed(file.text), [file.text]);
  return catalogue === undefined ? (
    <Empty title={words.notJson.title(file.name)} hint={words.notJson.hint} />
  ) : (
    <CheckedPlan file={file} catalogue={catalogue} />
  );
};
