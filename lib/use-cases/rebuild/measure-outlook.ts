import type { MeasureState } from '#lib/core/measures/measure.ts';
import { factOf } from '#lib/core/profile/fact.ts';
import type { Measure } from '#lib/core/segments/compile/measure.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { PastEvent } from '../history/past-events.ts';

/** The values of a measure as long as nothing happens: the value at an instant, and each later one with its own instant. */
type Outlook = readonly (readonly [at: Instant, value: unknown])[];

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const outlookOf = (measure: Measure, state: MeasureState | undefined, from: Instant): Outlook => {
  const outlook: [Instant, unknown][] = [];
  for (let at = from; at < Infinity;) {
    const value = measure.valueAt(state, at);
    outlook.push([at, value]);
    at = measure.nextFlip?.(state, { after: at, until: Infinity }, (later) => same(later, value)) ?? Infinity;
  }
  return outlook;
};

/** The values in which two states of one measure differ; undefined where they mean the same. */
export interface Disagreement {
  readonly stored: unknown;
  readonly rebuilt: unknown;
}

const disagreementOf = (stored: Outlook, rebuilt: Outlook): Disagreement | undefined => {
  const length = Math.max(stored.length, rebuilt.length);
  for (let index = 0; index < length; index += 1) {
    const [one, other] = [stored[index], rebuilt[index]];
    if (same(one, other)) continue;
    return index === 0 ? { stored: one?.[1], rebuilt: other?.[1] } : { stored: one, rebuilt: other };
  }
  return undefined;
};

/** Two states of a measure, and the instant and events to compare them at. */
export interface MeasureStates {
  readonly measure: Measure;
  readonly stored: MeasureState | undefined;
  readonly rebuilt: MeasureState | undefined;
  readonly clock: Instant;
  readonly events: readonly PastEvent[];
}

/** The number of the person's newest events that are tried. */
const mostTrials = 16;

/** Each of the person's own events that the measure counts, once more as it came and once more as of now. */
const trialsOf = ({ measure, clock, events }: MeasureStates) =>
  events
    .filter((past) => past.event !== undefined)
    .map((past) => factOf(past, clock))
    .filter((fact) => measure.fold(undefined, fact) !== undefined)
    .slice(-mostTrials)
    .flatMap((fact) => [fact, { ...fact, t: clock }]);

/**
 * Compares two states of a measure as far as they matter: whether they give the same value at the clock, at every later
 * instant at which time alone changes it, and likewise after any one of the person's own events has happened again.
 *
 * Entries that have left a window by the clock no longer matter, and may be in one state and not in the other. States with
 * more than 256 entries in a window depend on the order of arrival, and are the same only if they are equal.
 */
export const disagreement = (comparison: MeasureStates): Disagreement | undefined => {
  const { measure, stored, rebuilt, clock } = comparison;
  if (same(stored, rebuilt)) return undefined;
  const compare = (one: MeasureState | undefined, other: MeasureState | undefined) =>
    disagreementOf(outlookOf(measure, one, clock), outlookOf(measure, other, clock));
  const found = compare(stored, rebuilt);
  if (found) return found;
  for (const fact of trialsOf(comparison)) {
    const after = compare(measure.fold(stored, fact), measure.fold(rebuilt, fact));
    if (after) return after;
  }
  return undefined;
};
