import { path } from '../../api/call.ts';
import { useSession } from '../../api/session.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Failed } from '../../parts/failed.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { useShow } from '../../show/use-show.ts';
import { builder as words } from '../../words/en.ts';
import { IntervalBar } from './interval-bar.tsx';
import { observedWords } from './observed.ts';
import { useLatest } from './use-latest.ts';
import { useSettled } from './use-settled.ts';

interface Reason {
  readonly path: string;
  readonly condition: string;
  readonly observed?: unknown;
  readonly holds: boolean;
}

interface Shown {
  readonly customerId?: string;
  readonly anonymousId?: string;
  readonly because: readonly Reason[];
}

/** `POST /v1/preview` */
interface Tried {
  readonly in: number | { readonly below: number };
  /** The people of the sample. */
  readonly of: number;
  readonly people: number;
  /** The share of everybody, with 95 % certainty. */
  readonly low: number | null;
  readonly high: number | null;
  readonly sample?: readonly Shown[];
}

interface Props {
  readonly when: unknown;
  readonly fits: boolean;
  /** What a check says of each clause, by its path. */
  readonly wordsAt: ReadonlyMap<string, string>;
}

const idOf = ({ customerId, anonymousId }: Shown): string => customerId ?? `~${anonymousId}`;

const Because = ({ reason, wordsAt }: { readonly reason: Reason } & Pick<Props, 'wordsAt'>) => {
  const said = wordsAt.get(reason.path) ?? reason.condition;
  const observed = observedWords(reason.observed, said, useShow());
  return (
    <li>
      {said} {observed === undefined ? null : words.preview.now(observed)}
    </li>
  );
};

const Example = ({ example, wordsAt }: { readonly example: Shown } & Pick<Props, 'wordsAt'>) => (
  <li>
    <a href={path`/people/${idOf(example)}`}>{idOf(example)}</a>
    <ul class="because">
      {example.because
        .filter(({ holds }) => holds)
        .map((reason) => (
          <Because key={reason.path} reason={reason} wordsAt={wordsAt} />
        ))}
    </ul>
  </li>
);

const Examples = ({ sample, wordsAt }: { readonly sample: readonly Shown[] } & Pick<Props, 'wordsAt'>) =>
  sample.length === 0 ? null : (
    <section class="examples">
      <h3>{words.preview.examples}</h3>
      <ul>
        {sample.map((example) => (
          <Example key={idOf(example)} example={example} wordsAt={wordsAt} />
        ))}
      </ul>
    </section>
  );

const Counted = ({ tried }: { readonly tried: Tried }) => {
  const { number, share } = useShow();
  const { low, high } = tried;
  if (typeof tried.in !== 'number')
    return (
      <>
        <p class="figure">{words.preview.below(tried.in.below)}</p>
        <p class="note">{words.preview.of(number(tried.of), number(tried.people))}</p>
      </>
    );
  const isWhole = tried.of === tried.people;
  return (
    <>
      <p class="figure">
        {number(tried.in)} <small>{words.preview.in(number(tried.of))}</small>
      </p>
      <IntervalBar share={tried.of === 0 ? 0 : tried.in / tried.of} low={low} high={high} />
      <p class="note">
        {isWhole
          ? words.preview.everybody(share(tried.of === 0 ? 0 : tried.in / tried.of))
          : words.preview.of(number(tried.of), number(tried.people))}{' '}
        {isWhole || low === null || high === null ? null : words.preview.interval(share(low), share(high))}
      </p>
    </>
  );
};

const restingMs = 700;

const Trying = ({ when, fits, wordsAt }: Props) => {
  const settled = useSettled(JSON.stringify({ when }), restingMs);
  const isNewest = settled === JSON.stringify({ when });
  const answer = useAnswer<Tried>(fits && isNewest ? '/v1/preview' : undefined, {
    body: JSON.parse(settled) as unknown,
  });
  const tried = useLatest(answer);
  if (answer.state === 'failed') return <Failed failure={answer.failure} retry={answer.retry} />;
  if (tried === undefined) return fits ? <Skeleton lines={4} /> : <p class="note">{words.preview.whenItFits}</p>;
  return (
    <div class={answer.state === 'ready' ? 'tried' : 'tried old'} aria-live="polite">
      <Counted tried={tried} />
      <Examples sample={tried.sample ?? []} wordsAt={wordsAt} />
    </div>
  );
};

/** Whom the draft would hold, by a sample of everybody. */
export const Preview = (props: Props) => {
  const { can, why } = useSession();
  return can.preview ? <Trying {...props} /> : <Notice>{why.preview}</Notice>;
};
