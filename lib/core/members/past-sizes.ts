import type { Instant } from '../time/instant.ts';
import type { HourCount } from './change-counts.ts';

/** How a size is to be told of: at the beginning of an hour, and every so many milliseconds after it. */
export interface SizeLine {
  /** The beginning of an hour, in UTC. */
  readonly from: Instant;
  /** Whole hours, in milliseconds. */
  readonly step: number;
  readonly points: number;
}

/**
 * The sizes of a segment at some instants, of which the last is told as the present size. They are reckoned backwards from it, as
 * `sizeHistory` does.
 *
 * @param counts - of the hours from the first instant until now, in order.
 */
export const pastSizes = (
  counts: readonly HourCount[],
  size: number,
  { from, step, points }: SizeLine,
): readonly number[] => {
  const sizes = [size];
  let [members, next] = [size, counts.length - 1];
  for (let at = from + (points - 2) * step; at >= from; at -= step) {
    for (let count = counts[next]; count !== undefined && count.hour >= at; count = counts[next]) {
      members += count.exited - count.entered;
      next -= 1;
    }
    sizes.push(Math.max(0, members));
  }
  return sizes.toReversed();
};
