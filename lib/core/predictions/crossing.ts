import type { Instant } from '../time/instant.ts';

/** A time in which something turns once: after `from`, and by `to`. */
export interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
}

/** The steps away from the guess grow by this factor: it is mostly off by a millisecond or not at all. */
const growth = 8;

/**
 * The first whole millisecond of a stretch at which something has turned. The answer is that of `hasTurned` alone; a guess only
 * shortens the search: it gallops from there in growing steps until the turn lies between two, and halves what is left.
 *
 * @param hasTurned - false at the beginning of the stretch, true at its end.
 * @param guess - about when it turns; NaN where nothing is known.
 */
export const firstTurned = (hasTurned: (now: Instant) => boolean, { from, to }: Stretch, guess: number): Instant => {
  let low = from;
  let high = to;
  let step = 1;
  let at = Number.isNaN(guess) ? from + 1 : Math.ceil(guess);
  while (high - low > 1) {
    const now = Math.min(high - 1, Math.max(low + 1, at));
    const isHigh = hasTurned(now);
    if (isHigh) high = now;
    else low = now;
    const isBetween = low > from && high < to;
    at = isBetween ? Math.floor((low + high) / 2) : isHigh ? now - step : now + step;
    if (!isBetween) step *= growth;
  }
  return high;
};
