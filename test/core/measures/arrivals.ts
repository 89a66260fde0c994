import fc from 'fast-check';
import type { Measure } from '#lib/core/segments/compile/measure.ts';
import type { MeasureState } from '#lib/core/measures/measure.ts';

/** Something that has arrived, with the clock that its customer then has. */
interface Arrived {
  readonly clock: number;
}

/** All that has arrived, and an instant from its clock on. */
export type Observed<One> = fc.Arbitrary<readonly [all: readonly One[], now: number]>;

export const clockOf = (all: readonly Arrived[]): number => Math.max(...all.map(({ clock }) => clock));

/** The same arrivals in another order too, each at the clock that it finds in that order. */
export const reordered = <One extends Arrived>(
  observed: Observed<One>,
): fc.Arbitrary<readonly [all: readonly One[], again: readonly One[], now: number]> =>
  observed.chain(([all, now]) =>
    fc.shuffledSubarray([...all], { minLength: all.length }).map((others) => {
      let clock = 0;
      return [all, others.map((one) => ({ ...one, clock: (clock = Math.max(clock, one.clock)) })), now] as const;
    }),
  );

/** The arrivals, also parted between two people. */
export const parted = <One>(
  observed: Observed<One>,
): fc.Arbitrary<readonly [all: readonly One[], now: number, mine: readonly One[], theirs: readonly One[]]> =>
  observed.chain(([all, now]) =>
    fc.array(fc.boolean(), { minLength: all.length, maxLength: all.length }).map((isMine) => {
      const [mine, theirs] = [true, false].map((own) => all.filter((_, index) => isMine[index] === own));
      return [all, now, mine ?? [], theirs ?? []] as const;
    }),
  );

/** Both merges of the states of two people; none where one has no state. */
export const mergedStates = (
  measure: Measure,
  [one, other]: readonly [MeasureState | undefined, MeasureState | undefined],
  clock: number,
): readonly MeasureState[] =>
  one === undefined || other === undefined ? [] : [measure.merge(one, other, clock), measure.merge(other, one, clock)];

const hour = 3_600_000;

/** Two instants before a change, or within 500 hours where there is none, at which a value must be as it is now: one at a share of that time, and the last. */
export const instantsBefore = (change: number, now: number, share: number): readonly [number, number] => {
  const end = change === Infinity ? now + 500 * hour : change;
  return [now + Math.floor((end - 1 - now) * share), end - 1];
};
