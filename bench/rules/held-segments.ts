import type { Facts } from './facts.ts';

/** A segment, and its condition as a function of the facts. */
interface SaidSegment {
  readonly key: string;
  readonly holds: (facts: Facts) => unknown;
}

/** Decides which segments hold, one after the other, in the catalogue's order. */
export const heldSegments =
  (segments: readonly SaidSegment[]) =>
  (facts: Facts): readonly string[] => {
    const held: string[] = [];
    for (const { key, holds } of segments) if (holds(facts) === true) held.push(key);
    return held;
  };
