import type { Instant } from '#lib/core/time/instant.ts';
import { openAfter } from '../parts/open-parts.ts';
import { nextAttempt, type Pass, type SliceResult } from './pass.ts';

/** The seconds that a pass waits before it looks again for people left behind: one number for each attempt but the last. */
export type Patience = readonly number[];

/**
 * Long enough for older code to end (it runs for half a minute at most) and for ticks to be taken, and longer each time
 * for those that come back to the queue.
 */
export const usualPatience: Patience = [60, 120, 300, 600, 900, 900, 900];

/** After this many attempts in a row that find no fewer people behind than the one before, the pass gives them up. */
const fruitlessAttempts = 2;
const stuckRoundsAtMost = 5;
const pauseWhenStuckSeconds = 30;
const longestSliceMs = 240_000;

/** The end of a round, to judge it by. */
export interface RoundEnd {
  /** One for each part that was open; those that failed are missing. */
  readonly results: readonly SliceResult[];
  readonly at: Instant;
  readonly patience: Patience;
}

/** Adds the results of a round, and says how the pass goes on: with the open parts, from the beginning, or not at all. */
export const afterRound = (pass: Pass, { results, at, patience }: RoundEnd): Pass => {
  const supersededBy = results.find((result) => result.supersededBy !== undefined)?.supersededBy;
  const added = addResults(pass, results);
  if (supersededBy !== undefined) return { ...added, outcome: 'superseded', supersededBy };
  if (added.open.length > 0) return nextRound(added);
  return afterAttempt({ ...added, counts: [...added.counts, added.behind] }, { at, patience });
};

const sum = (results: readonly SliceResult[], count: 'rows' | 'behind' | 'ticked'): number =>
  results.reduce((total, result) => total + result[count], 0);

const addResults = (pass: Pass, results: readonly SliceResult[]): Pass => {
  const cameOn = results.some(({ done, rows, ticked }) => done || rows > 0 || ticked > 0);
  return {
    ...pass,
    rounds: pass.rounds + 1,
    open: openAfter(pass.open, results),
    rows: pass.rows + sum(results, 'rows'),
    behind: pass.behind + sum(results, 'behind'),
    ticked: pass.ticked + sum(results, 'ticked'),
    stuckRounds: cameOn ? 0 : pass.stuckRounds + 1,
  };
};

const nextRound = (pass: Pass): Pass => {
  if (pass.stuckRounds >= stuckRoundsAtMost) return { ...pass, outcome: 'failed' };
  return {
    ...pass,
    sliceMs: Math.min(2 * pass.sliceMs, longestSliceMs),
    waitSeconds: pauseWhenStuckSeconds * pass.stuckRounds,
  };
};

/** Finding no one behind counts from the second attempt on: until then, code of an older deployment may be at work. */
const afterAttempt = (pass: Pass, { at, patience }: Omit<RoundEnd, 'results'>): Pass => {
  if (pass.behind === 0 && pass.attempt > 1) return { ...pass, outcome: 'complete' };
  const waitSeconds = patience[pass.attempt - 1];
  if (waitSeconds === undefined || isFruitless(pass.counts)) return { ...pass, outcome: 'incomplete' };
  return nextAttempt(pass, { at, waitSeconds });
};

/** The first attempt only sends ticks, so its count proves nothing yet. */
const isFruitless = ([, ...counts]: readonly number[]): boolean => {
  const last = counts.slice(-1 - fruitlessAttempts);
  return (
    last.length > fruitlessAttempts && last.every((count, index) => index === 0 || count >= (last[index - 1] ?? 0))
  );
};
