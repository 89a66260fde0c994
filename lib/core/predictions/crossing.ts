import { day } from '../time/duration.ts';
import { lastInstant, type Instant } from '../time/instant.ts';

/** Something that rises up to one turn and falls from then on. */
interface Hill {
  readonly heightAt: (now: Instant) => number;
  /** Asked for only where it is rising. */
  readonly top: () => Instant;
}

/** A comparison of something that moves on without events. */
export interface Moving {
  /** How far the value is above what it is compared with; it guides the search. */
  readonly difference: (now: Instant) => number;
  /** The comparison itself, which decides. */
  readonly holds: (now: Instant) => boolean;
  /** Set where what moves may rise before it falls. */
  readonly hill?: Hill | undefined;
}

/** A value whose change in this time is lost in rounding has no slope to speak of. */
const slopeMs = 1000;

interface Bracket {
  readonly from: Instant;
  readonly to: Instant;
}

/** Doubles the step from the beginning until the comparison has turned, which it has at the end. */
const galloped = ({ holds }: Moving, { from, to }: Bracket): Bracket => {
  const before = holds(from);
  let low = from;
  for (let step = day; from + step < to; step *= 2) {
    if (holds(from + step) !== before) return { from: low, to: from + step };
    low = from + step;
  }
  return { from: low, to };
};

/** Where a straight line between two differences meets 0; the middle where it says nothing. */
const met = (low: Instant, high: Instant, [below, above]: readonly [number, number]): Instant => {
  const guess = Math.round(low + ((high - low) * below) / (below - above));
  return guess > low && guess < high ? guess : Math.floor((low + high) / 2);
};

/**
 * The first whole millisecond of a bracket at which the comparison has its new truth. Secant steps alternate with halving,
 * so that it ends soon whatever the curve; the comparison itself, not the difference, says on which side an instant lies.
 */
const turned = (moving: Moving, bracket: Bracket): Instant => {
  let { from: low, to: high } = bracket;
  const before = moving.holds(low);
  let ends: [number, number] = [moving.difference(low), moving.difference(high)];
  for (let step = 0; high - low > 1; step += 1) {
    const middle = step % 3 === 2 ? Math.floor((low + high) / 2) : met(low, high, ends);
    const isLow = moving.holds(middle) === before;
    ends = isLow ? [moving.difference(middle), ends[1]] : [ends[0], moving.difference(middle)];
    if (isLow) low = middle;
    else high = middle;
  }
  return high;
};

const isRising = ({ heightAt }: Hill, now: Instant): boolean => heightAt(now + slopeMs) > heightAt(now);

/**
 * The first whole millisecond after an instant and up to another at which a comparison has another truth; Infinity where it
 * has not.
 */
export const firstCrossing = (moving: Moving, after: Instant, until: Instant = lastInstant): Instant => {
  const end = Math.min(until, lastInstant);
  if (end <= after) return Infinity;
  const before = moving.holds(after);
  if (moving.holds(end) !== before) return turned(moving, galloped(moving, { from: after, to: end }));
  const { hill } = moving;
  if (!hill || !isRising(hill, after)) return Infinity;
  // It may turn twice: on the way up and on the way down.
  const top = Math.min(hill.top(), end);
  if (top <= after || moving.holds(top) === before) return Infinity;
  return turned(moving, galloped(moving, { from: after, to: top }));
};
