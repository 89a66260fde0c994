import { sortedPosition } from '../../measures/sorted-position.ts';
import type { Profile } from '../../profile/state.ts';
import type { Instant } from '../../time/instant.ts';
import type { ElapsedTest } from '../language/operator.ts';
import type { PositionSet } from './position-set.ts';

/** The flips of a leaf that depends on nothing but the time since one instant. */
export interface Countdown {
  /** The path of the trait that is the instant. */
  readonly since: string;
  /** NaN while the trait has no value. */
  readonly instant: (profile: Profile) => Instant;
  /** Milliseconds after the instant, ascending. */
  readonly flips: readonly number[];
}

/** All countdowns since the same instant. */
export interface SharedCountdown {
  readonly instant: Countdown['instant'];
  readonly flips: readonly CountdownFlip[];
}

/** A length of time after which leaves flip. */
interface CountdownFlip {
  /** Milliseconds since the instant. */
  readonly after: number;
  /** The segments to decide again then. */
  readonly segments: PositionSet;
}

/** The lengths at which a test really flips, of those at which it might; ascending. */
export const flipLengths = (test: ElapsedTest, lengths: readonly number[]): readonly number[] =>
  [...new Set(lengths)].filter((after) => test(after) !== test(after - 1)).sort((one, other) => one - other);

/** The first flip after `now`; undefined where none is left or there is no instant. */
export const flipAfter = <OneFlip extends { readonly after: number }>(
  flips: readonly OneFlip[],
  since: Instant,
  now: Instant,
): OneFlip | undefined =>
  // Not `<=`: with NaN, which stands for no instant, every comparison is false.
  flips[sortedPosition(flips.length, (position) => !(since + (flips[position] as OneFlip).after > now))];

const placedFlips = (sets: Map<number, PositionSet>): readonly CountdownFlip[] =>
  [...sets].map(([after, segments]) => ({ after, segments })).sort((one, other) => one.after - other.after);

/** Joins the countdowns that begin at the same instant. */
export const shareCountdowns = (
  placed: readonly (readonly [countdown: Countdown, segments: PositionSet])[],
): readonly SharedCountdown[] => {
  const shared = new Map<string, { instant: Countdown['instant']; sets: Map<number, PositionSet> }>();
  for (const [{ since, instant, flips }, segments] of placed) {
    const { sets } = shared.get(since) ?? { sets: new Map<number, PositionSet>() };
    shared.set(since, { instant, sets });
    for (const after of flips) sets.set(after, sets.get(after)?.union(segments) ?? segments);
  }
  return [...shared.values()].map(({ instant, sets }) => ({ instant, flips: placedFlips(sets) }));
};
