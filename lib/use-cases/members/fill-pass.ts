import type { Instant } from '#lib/core/time/instant.ts';
import { allParts, openAfter, type OpenPart } from '../parts/open-parts.ts';

/** The segments that are meant: by their keys, or all. */
export type Segments = 'all' | readonly string[];

/** What a pass is asked to do. By default it makes all lists anew. */
export interface FillAsked {
  /** The segments whose lists are filled; all that are kept by default. */
  readonly segments?: Segments | undefined;
  /** The segments whose rows are thrown away before; the same by default. */
  readonly forget?: Segments | undefined;
  /** The whole seconds to wait first; 0 by default. */
  readonly waitSeconds?: number | undefined;
}

/** What a pass does one after the other. */
type FillStage = 'forget' | 'fill';

/** How a pass ended. */
export type FillOutcome =
  /** Everybody's memberships are there. */
  | 'done'
  /** One of the tables failed every time. */
  | 'failed';

/** A pass that fills lists of members, as plain JSON that the state machine hands on from round to round. */
export interface FillPass {
  readonly startedAt: Instant;
  readonly segments: Segments;
  readonly forget: Segments;
  /** The number of parts that either table is divided into. */
  readonly parts: number;
  readonly stage: FillStage;
  readonly open: readonly OpenPart[];
  /** Rounds so far, in both stages. */
  readonly rounds: number;
  /** Rounds in a row in which no part got any further. */
  readonly stuckRounds: number;
  /** The milliseconds that the next round may work at each part. */
  readonly sliceMs: number;
  /** The whole seconds to wait before the next round. */
  readonly waitSeconds: number;
  /** Rows thrown away, and members put. */
  readonly forgotten: number;
  readonly put: number;
  readonly outcome?: FillOutcome | undefined;
}

/** A limited time of work at one part. */
export interface FillSlice extends Pick<FillPass, 'stage' | 'parts' | 'sliceMs'> {
  /** Those of the stage. */
  readonly segments: Segments;
  readonly part: OpenPart;
}

/** What became of a slice. */
export interface FillResult {
  readonly index: number;
  /** Where to go on; undefined if the part is done, or if nothing was done. */
  readonly next?: string | undefined;
  readonly done: boolean;
  /** Rows read of the table of the stage. */
  readonly rows: number;
  readonly forgotten: number;
  readonly put: number;
}

const slices = { firstMs: 15_000, longestMs: 240_000 };

const stuckRoundsAtMost = 5;
const pauseWhenStuckSeconds = 30;

/**
 * Between the stages: a profile that was read right away might not be as the exit left it whose tombstone was thrown away, since
 * everybody is read without strong consistency.
 */
const settlingSeconds = 60;

const isNone = (segments: Segments): boolean => segments !== 'all' && segments.length === 0;

/** Each slice of a round names the segments, and a round is handed on in 256 KB. */
const fewSegments = 30;

const isMany = (segments: Segments): boolean => segments !== 'all' && segments.length > fewSegments;

/** Where many segments are meant, all are: that takes no longer, and does no harm. */
const asHandedOn = ({ segments = 'all', forget = segments }: FillAsked): Pick<FillPass, 'segments' | 'forget'> =>
  isMany(segments) || isMany(forget) ? { segments: 'all', forget: 'all' } : { segments, forget };

/** A pass before its first round; one that is asked for nothing is done. */
export const startFill = (
  asked: FillAsked,
  { at, parts }: { readonly at: Instant; readonly parts: number },
): FillPass => {
  const { segments, forget } = asHandedOn(asked);
  const pass: FillPass = {
    startedAt: at,
    segments,
    forget,
    parts,
    stage: 'forget',
    open: allParts(parts),
    rounds: 0,
    stuckRounds: 0,
    sliceMs: slices.firstMs,
    waitSeconds: asked.waitSeconds ?? 0,
    forgotten: 0,
    put: 0,
  };
  return isNone(forget) ? { ...afterForgetting(pass), waitSeconds: pass.waitSeconds } : pass;
};

const afterForgetting = (pass: FillPass): FillPass =>
  isNone(pass.segments)
    ? { ...pass, open: [], outcome: 'done' }
    : {
        ...pass,
        stage: 'fill',
        open: allParts(pass.parts),
        sliceMs: slices.firstMs,
        waitSeconds: settlingSeconds,
      };

const sum = (results: readonly FillResult[], count: 'forgotten' | 'put'): number =>
  results.reduce((total, result) => total + result[count], 0);

/** Adds the results of a round, and says how the pass goes on: with the open parts, with the next stage, or not at all. */
export const afterFillRound = (pass: FillPass, results: readonly FillResult[]): FillPass => {
  const isFurther = results.some(({ done, rows }) => done || rows > 0);
  const stuckRounds = isFurther ? 0 : pass.stuckRounds + 1;
  const next: FillPass = {
    ...pass,
    open: openAfter(pass.open, results),
    rounds: pass.rounds + 1,
    stuckRounds,
    sliceMs: Math.min(2 * pass.sliceMs, slices.longestMs),
    waitSeconds: stuckRounds * pauseWhenStuckSeconds,
    forgotten: pass.forgotten + sum(results, 'forgotten'),
    put: pass.put + sum(results, 'put'),
  };
  if (stuckRounds >= stuckRoundsAtMost) return { ...next, outcome: 'failed' };
  if (next.open.length > 0) return next;
  return next.stage === 'forget' ? afterForgetting(next) : { ...next, outcome: 'done' };
};

/** The slices of the next round: one for each open part. */
export const fillSlicesOf = ({ stage, parts, sliceMs, open, forget, segments }: FillPass): readonly FillSlice[] =>
  open.map((part) => ({ stage, parts, sliceMs, part, segments: stage === 'forget' ? forget : segments }));
