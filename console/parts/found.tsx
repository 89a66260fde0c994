import type { ComponentChildren } from 'preact';
import type { Finding, InsightBasis } from '#lib/use-cases/api/insight/finding.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Instant } from '../show/instant.tsx';
import { useShow } from '../show/use-show.ts';
import { basis as words } from '../words/en.ts';
import { Answered } from './answered.tsx';
import { Empty } from './empty.tsx';
import { Notice } from './notice.tsx';

/** The answer of the API about people as a whole. */
interface FoundAnswer<Result> extends Finding {
  readonly result: Result | null;
}

/** While everybody is counted it is asked for again after as many milliseconds. */
const pauseMs = 3_000;

const hundred = 100;

/** Standard errors on either side of a share that hold 95 of 100 draws. */
const spread = 1.96;

/** By how many points of percent a share among so many people is off at most, 19 times in 20. */
const marginOf = (people: number): number => (spread * 0.5 * hundred) / Math.sqrt(people);

const Sample = ({ people, everybody }: { readonly people: number; readonly everybody: number }) => {
  const { number } = useShow();
  const margin = number(Math.round(marginOf(people) * 10) / 10);
  return (
    <Notice>
      <p>
        <strong>{words.sample({ people: number(people), everybody: number(everybody) })}</strong>{' '}
        {words.sampleMeans({ people: number(people), margin, each: number(Math.round(everybody / people)) })}{' '}
        {words.sampleCounting}
      </p>
    </Notice>
  );
};

/** Whom figures are of, and as of when. */
const Basis = ({ basis: { asOf, people, sampleOf, older } }: { readonly basis: InsightBasis }) =>
  sampleOf === null || people === null ? (
    <p class="note basis">
      {words.all} <Instant at={asOf} />. {older ? words.older : null}
    </p>
  ) : (
    <Sample people={people} everybody={sampleOf} />
  );

interface Props<Result> {
  /** Of the API. */
  readonly path: string;
  readonly loading: ComponentChildren;
  /** What is missing where the API knows nothing. */
  readonly missing?: string;
  readonly children: (result: Result) => ComponentChildren;
}

/** What is found about people as a whole: at first of a sample, where they are many. */
export const Found = <Result,>({ path, loading, missing, children }: Props<Result>) => {
  const answer = useAnswer<FoundAnswer<Result>>(path, {
    pollMs: ({ basis: { counting } }) => (counting ? pauseMs : undefined),
  });
  return (
    <Answered answer={answer} loading={loading} {...(missing !== undefined && { missing })}>
      {({ basis, result }) => (
        <>
          <Basis basis={basis} />
          {result === null ? <Empty title={words.tooFew.title} hint={words.tooFew.hint} /> : children(result)}
        </>
      )}
    </Answered>
  );
};
