import type { Instant } from '#lib/core/time/instant.ts';
import { allParts, type OpenPart } from '../parts/open-parts.ts';

/** The catalogue that everyone is to be decided by. */
export interface Target {
  /** Its hash. */
  readonly catalogue: string;
  /** The number of the deployment that brought it. */
  readonly deployment: number;
}

/** How a pass ended; undefined while it goes on. */
export type PassOutcome =
  /** Everyone is decided by the catalogue. */
  | 'complete'
  /** Some stay behind, however many ticks they are sent. */
  | 'incomplete'
  /** Another deployment takes care of everyone. */
  | 'superseded'
  /** The store or the queue failed every time. */
  | 'failed';

/**
 * A pass over everyone, as plain JSON that the state machine hands on from round to round. An attempt goes over the whole
 * store once; a round gives some time to every part of it that is open.
 */
export interface Pass extends Target {
  readonly startedAt: Instant;
  /** Ticks a second in all. */
  readonly rate: number;
  /** The number of parts that the store is divided into. */
  readonly parts: number;
  /** Rounds so far; 0 at the beginning. */
  readonly rounds: number;
  /** From 1 on. Each later attempt looks for those whom the one before left behind. */
  readonly attempt: number;
  readonly attemptStartedAt: Instant;
  readonly open: readonly OpenPart[];
  /** The milliseconds that the next round may work at each part. */
  readonly sliceMs: number;
  /** The whole seconds to wait before the next round. */
  readonly waitSeconds: number;
  /** Rows read in this attempt. */
  readonly rows: number;
  /** The approximate number of rows; 0 if unknown. */
  readonly rowsInAll: number;
  /** How many people this attempt has found behind. */
  readonly behind: number;
  /** Ticks that the queue took, in all attempts. */
  readonly ticked: number;
  /** How many people each finished attempt found behind. */
  readonly counts: readonly number[];
  /** Rounds in a row in which no part made progress. */
  readonly stuckRounds: number;
  readonly outcome?: PassOutcome | undefined;
  /** The deployment that takes over. */
  readonly supersededBy?: number | undefined;
}

/** The result of a slice of work at one part. */
export interface SliceResult {
  readonly index: number;
  /** Where to go on; undefined if the part is done, or if nothing was done. */
  readonly next?: string | undefined;
  readonly done: boolean;
  readonly rows: number;
  readonly behind: number;
  readonly ticked: number;
  /** Another deployment that the work came across. */
  readonly supersededBy?: number | undefined;
}

/** The number of parts for a rate: enough to read as fast as they tick, and with at least one tick a second each. */
const partsFor = (rate: number): number => Math.min(64, rate, Math.max(4, Math.ceil(rate / 25)));

const firstSliceMs = 15_000;

/** The beginning of a pass. */
export interface PassStart extends Target {
  readonly at: Instant;
  readonly rate: number;
  readonly rowsInAll: number;
  /** By default as many as the rate needs. */
  readonly parts?: number | undefined;
}

/** A pass before its first round. */
export const startPass = ({ parts: wanted, at, rate, ...start }: PassStart): Pass => {
  const { catalogue, deployment, rowsInAll } = start;
  const parts = wanted ?? partsFor(rate);
  return {
    catalogue,
    deployment,
    startedAt: at,
    rate,
    parts,
    rounds: 0,
    attempt: 1,
    attemptStartedAt: at,
    open: allParts(parts),
    sliceMs: firstSliceMs,
    waitSeconds: 0,
    rows: 0,
    rowsInAll,
    behind: 0,
    ticked: 0,
    counts: [],
    stuckRounds: 0,
  };
};

/** The pass from the store's beginning again, after a while. */
export const nextAttempt = (pass: Pass, { at, waitSeconds }: { at: Instant; waitSeconds: number }): Pass => ({
  ...pass,
  attempt: pass.attempt + 1,
  attemptStartedAt: at + waitSeconds * 1000,
  open: allParts(pass.parts),
  sliceMs: firstSliceMs,
  waitSeconds,
  rows: 0,
  behind: 0,
});
