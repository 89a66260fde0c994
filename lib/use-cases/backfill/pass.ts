import type { Instant } from '#lib/core/time/instant.ts';

/** The catalogue that everybody is to be decided by. */
export interface Target {
  /** Its hash. */
  readonly catalogue: string;
  /** The number of the deployment that brought it. */
  readonly deployment: number;
}

/** A part of the store that an attempt has not come to the end of. */
export interface OpenPart {
  readonly index: number;
  /** Where to go on; at the part's beginning where it is missing. */
  readonly after?: string | undefined;
}

/** How a pass ended; undefined while it goes on. */
export type PassOutcome =
  /** Everybody is decided by the catalogue. */
  | 'complete'
  /** Some stay behind, however often they are ticked. */
  | 'incomplete'
  /** Another deployment takes care of everybody. */
  | 'superseded'
  /** The store or the queue failed every time. */
  | 'failed';

/**
 * A pass over everybody, as plain JSON: what the state machine hands on from round to round. An attempt goes over the
 * whole store once; a round gives every part of it that is open some time.
 */
export interface Pass extends Target {
  readonly startedAt: Instant;
  /** Ticks a second in all. */
  readonly rate: number;
  /** Into how many parts the store is divided. */
  readonly parts: number;
  /** Rounds so far; 0 while it has only begun. */
  readonly rounds: number;
  /** From 1 on. Each later one looks whom the one before left behind. */
  readonly attempt: number;
  readonly attemptStartedAt: Instant;
  readonly open: readonly OpenPart[];
  /** How long the next round may work at each part, in milliseconds. */
  readonly sliceMs: number;
  /** How long to wait before the next round, in whole seconds. */
  readonly waitSeconds: number;
  /** Rows looked at in this attempt. */
  readonly rows: number;
  /** About how many rows there are; 0 where it is not known. */
  readonly rowsInAll: number;
  /** Who was found behind in this attempt. */
  readonly behind: number;
  /** Ticks that the queue took, in all attempts. */
  readonly ticked: number;
  /** Found behind by each attempt that came to its end. */
  readonly counts: readonly number[];
  /** Rounds in a row in which no part came on. */
  readonly stuckRounds: number;
  readonly outcome?: PassOutcome | undefined;
  /** The deployment that does. */
  readonly supersededBy?: number | undefined;
}

/** What a slice of work at one part brought. */
export interface SliceResult {
  readonly index: number;
  /** Where to go on; undefined where the part is done, and where nothing was done. */
  readonly next?: string | undefined;
  readonly done: boolean;
  readonly rows: number;
  readonly behind: number;
  readonly ticked: number;
  /** Another deployment that was met. */
  readonly supersededBy?: number | undefined;
}

/** How many parts work at once for a rate: enough to read as fast as they tick, and each at a tick a second at least. */
const partsFor = (rate: number): number => Math.min(64, rate, Math.max(4, Math.ceil(rate / 25)));

const firstSliceMs = 15_000;

const allParts = (parts: number): readonly OpenPart[] => Array.from({ length: parts }, (_, index) => ({ index }));

/** What a pass begins with. */
export interface PassStart extends Target {
  readonly at: Instant;
  readonly rate: number;
  readonly rowsInAll: number;
  /** By default as many as the rate needs. */
  readonly parts?: number | undefined;
}

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
