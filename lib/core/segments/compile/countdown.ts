import { sortedPosition } from '../../measures/sorted-position.ts';
import type { Profile } from '../../profile/state.ts';
import type { Instant } from '../../time/instant.ts';
import type { PositionSet } from './position-set.ts';

/** What is true of the time gone by since something, in milliseconds; false for NaN. */
export type ElapsedTest = (elapsed: number) => boolean;

/** When time alone turns a leaf that looks at nothing but the time gone by since an instant. */
export interface Countdown {
  /** The path of the trait that is the instant. */
  readonly since: string;
  /** NaN while there is none. */
  readonly instant: (profile: Profile) => Instant;
  /** Milliseconds after the instant, ascending. */
  readonly turns: readonly number[];
}

/** All countdowns since one instant: after how long which segments are to be decided again. */
export interface SharedCountdown {
  readonly instant: Countdown['instant'];
  readonly turns: readonly Turn[];
}

interface Turn {
  readonly after: number;
  readonly segments: PositionSet;
}

/** Of the lengths after which a test might turn, those after which it does, ascending. */
export const turnsOf = (test: ElapsedTest, lengths: readonly number[]): readonly number[] =>
  [...new Set(lengths)].filter((after) => test(after) !== test(after - 1)).sort((one, other) => one - other);

/** The first turn after `now`; undefined where none is left or nothing has begun. */
export const nextTurn = <OneTurn extends { readonly after: number }>(
  turns: readonly OneTurn[],
  since: Instant,
  now: Instant,
): OneTurn | undefined =>
  // Not `<=`: where nothing has begun, all comparisons with NaN are false.
  turns[sortedPosition(turns.length, (position) => !(since + (turns[position] as OneTurn).after > now))];

const turnsAfter = (sets: Map<number, PositionSet>): readonly Turn[] =>
  [...sets].map(([after, segments]) => ({ after, segments })).sort((one, other) => one.after - other.after);

/** Puts together what counts down since the same instant. */
export const shareCountdowns = (
  placed: readonly (readonly [countdown: Countdown, segments: PositionSet])[],
): readonly SharedCountdown[] => {
  const shared = new Map<string, { instant: Countdown['instant']; sets: Map<number, PositionSet> }>();
  for (const [{ since, instant, turns }, segments] of placed) {
    const { sets } = shared.get(since) ?? { sets: new Map<number, PositionSet>() };
    shared.set(since, { instant, sets });
    for (const after of turns) sets.set(after, sets.get(after)?.union(segments) ?? segments);
  }
  return [...shared.values()].map(({ instant, sets }) => ({ instant, turns: turnsAfter(sets) }));
};
