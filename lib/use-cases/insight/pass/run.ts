import type { Instant } from '#lib/core/time/instant.ts';

/** The stages in which all parts of the store are read, each in slices of time. */
const readingStages = ['overview', 'samples', 'counts'] as const;

/**
 * What a run does one after the other. It looks over everybody for the instant and what questions and the fit need, and fits a
 * model; draws samples of all groups and reads everybody's past, and plans by these what to count; counts, and tells what was
 * counted. What is between two readings joins what the parts have found.
 */
const stageNames = ['overview', 'fit', 'samples', 'plan', 'counts', 'previews', 'results'] as const;

export type StageName = (typeof stageNames)[number];
export type ReadingStage = (typeof readingStages)[number];

/** Whether a stage reads the parts of the store. */
export const isReading = (stage: StageName): stage is ReadingStage =>
  (readingStages as readonly StageName[]).includes(stage);

/** How a run ended. */
export type RunOutcome =
  /** All results are there. */
  | 'done'
  /** The store or the place of the results failed every time. */
  | 'failed';

/** A run over everybody, as plain JSON that the state machine hands on from round to round. What is found is kept elsewhere. */
export interface Run {
  /** Names the run: when it began, and something that no other run has. */
  readonly id: string;
  readonly startedAt: Instant;
  /** The fewest people that a figure may rest on. */
  readonly minimum: number;
  /** The number of parts that the store is divided into. */
  readonly parts: number;
  readonly stage: StageName;
  /** The parts that are not done in this stage. */
  readonly open: readonly number[];
  /** Rounds so far, in all stages. */
  readonly rounds: number;
  /** Rounds in a row in which no part got any further. */
  readonly stuckRounds: number;
  /** The milliseconds that the next round may work at each part. */
  readonly sliceMs: number;
  /** The whole seconds to wait before the next round. */
  readonly waitSeconds: number;
  /** People read in this stage. */
  readonly people: number;
  readonly outcome?: RunOutcome;
}

/** A limited time of work at one part of the store. */
export interface Slice {
  readonly run: string;
  /** When the run began; absent in a slice that an earlier version has planned. */
  readonly startedAt?: Instant;
  readonly minimum: number;
  readonly stage: ReadingStage;
  readonly index: number;
  /** The number of parts that the store is divided into. */
  readonly parts: number;
  /** The milliseconds it may take; a page that was asked for is still taken in. */
  readonly sliceMs: number;
}

/** What became of a slice. */
export interface SliceResult {
  readonly index: number;
  readonly isDone: boolean;
  /** Rows of the store and people read in this slice. */
  readonly rows: number;
  readonly people: number;
}

const slices = { firstMs: 60_000, longestMs: 240_000 };

const all = (parts: number): readonly number[] => Array.from({ length: parts }, (_, index) => index);

/** The beginning of a run. */
export type RunStart = Pick<Run, 'id' | 'startedAt' | 'minimum' | 'parts'>;

/** A run before its first round. */
export const startRun = (start: RunStart): Run => ({
  ...start,
  stage: 'overview',
  open: all(start.parts),
  rounds: 0,
  stuckRounds: 0,
  sliceMs: slices.firstMs,
  waitSeconds: 0,
  people: 0,
});

/** The run at the beginning of the stage after this one; done after the last. */
export const atNextStage = (run: Run): Run => {
  const stage = stageNames[stageNames.indexOf(run.stage) + 1];
  if (stage === undefined) return { ...run, outcome: 'done' };
  return {
    ...run,
    stage,
    open: isReading(stage) ? all(run.parts) : [],
    sliceMs: slices.firstMs,
    waitSeconds: 0,
    people: 0,
  };
};

const stuckRoundsAtMost = 5;
const pauseWhenStuckSeconds = 30;

/** Adds the results of a round: those of parts that failed are missing, and the next round goes on with them. */
export const afterRound = (run: Run, results: readonly SliceResult[]): Run => {
  const done = new Set(results.filter(({ isDone }) => isDone).map(({ index }) => index));
  const people = results.reduce((sum, result) => sum + result.people, 0);
  const isFurther = results.some(({ isDone, rows }) => isDone || rows > 0);
  const stuckRounds = isFurther ? 0 : run.stuckRounds + 1;
  return {
    ...run,
    open: run.open.filter((index) => !done.has(index)),
    rounds: run.rounds + 1,
    stuckRounds,
    sliceMs: Math.min(2 * run.sliceMs, slices.longestMs),
    waitSeconds: stuckRounds * pauseWhenStuckSeconds,
    people: run.people + people,
    ...(stuckRounds >= stuckRoundsAtMost && { outcome: 'failed' as const }),
  };
};

/** The slices of the next round: one for each open part. */
export const slicesOf = ({ id: run, startedAt, minimum, stage, parts, sliceMs, open }: Run): readonly Slice[] =>
  isReading(stage) ? open.map((index) => ({ run, startedAt, minimum, stage, index, parts, sliceMs })) : [];
