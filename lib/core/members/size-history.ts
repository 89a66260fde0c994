import type { Instant } from '../time/instant.ts';
import type { HourCount } from './change-counts.ts';

/** A step of a segment's history. */
export interface SizeStep {
  /** Its beginning. */
  readonly at: Instant;
  /** The members at its end, or at the end of the counts where that is sooner; null where the size is not known. */
  readonly members: number | null;
  /** Who entered and left within it. */
  readonly entered: number;
  readonly exited: number;
}

/** What a history covers. */
export interface SizeSpan {
  /** The first step begins with the step, in UTC, in which this lies. */
  readonly from: Instant;
  /** No step begins at or after it. */
  readonly to: Instant;
  /** Whole hours, in milliseconds. */
  readonly step: number;
}

/** The beginning, in UTC, of the step in which an instant lies. */
export const stepOf = (at: Instant, step: number): Instant => Math.floor(at / step) * step;

const sum = (counts: readonly HourCount[] | undefined, of: 'entered' | 'exited'): number =>
  (counts ?? []).reduce((total, count) => total + count[of], 0);

/**
 * The history of a segment's size. It is reckoned backwards from the present size, so that a slip in the counts moves none but the
 * sizes before it.
 *
 * @param counts - of all hours from the first step until now, those after the last step too.
 * @param size - the present size; undefined where it is not known.
 */
export const sizeHistory = (
  counts: readonly HourCount[],
  size: number | undefined,
  { from, to, step }: SizeSpan,
): readonly SizeStep[] => {
  const first = stepOf(from, step);
  const beginnings = Array.from(
    { length: Math.max(0, Math.ceil((to - first) / step)) },
    (_, index) => first + index * step,
  );
  const byStep = Map.groupBy(counts, ({ hour }) => stepOf(hour, step));
  const end = first + beginnings.length * step;
  const later = counts.filter(({ hour }) => hour >= end);
  let members = size === undefined ? undefined : size - sum(later, 'entered') + sum(later, 'exited');
  const steps: SizeStep[] = [];
  for (const at of beginnings.toReversed()) {
    const within = byStep.get(at);
    const [entered, exited] = [sum(within, 'entered'), sum(within, 'exited')];
    steps.push({ at, members: members === undefined ? null : Math.max(0, members), entered, exited });
    if (members !== undefined) members += exited - entered;
  }
  return steps.toReversed();
};
