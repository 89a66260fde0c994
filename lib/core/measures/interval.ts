import type { Calendar } from '../time/calendar.ts';
import type { Instant } from '../time/instant.ts';
import { periods } from '../time/period.ts';
import { cellsInWindow } from './join-oldest.ts';

/** Positions along which an interval moves: instants themselves, or the periods of a calendar. */
export interface Scale {
  /** Never falls as the instant rises. */
  readonly positionOf: (instant: Instant) => number;
  /** The first instant whose position is this one or a later one. */
  readonly startOf: (position: number) => Instant;
}

/** A window that moves along a scale: at a position p it holds the entries at `p - length < key <= p - delay`. */
export interface Interval {
  readonly scale: Scale;
  /** How long an entry takes to enter. */
  readonly delay: number;
  /** How long an entry takes to leave; longer than `delay`. */
  readonly length: number;
  /** Where there are too many positions to keep apart, those that lie within this are joined. */
  readonly step: number;
}

/** The number of the step that a cell lies in. */
export const stepOf =
  ({ step }: Interval) =>
  ([key]: readonly [key: number, ...rest: readonly unknown[]]): number =>
    Math.floor(key / step);

const byInstant: Scale = { positionOf: (instant) => instant, startOf: (position) => position };

/** The interval with `now - length < t <= now - delay`, in milliseconds. */
export const timeInterval = (length: number, delay: number = 0): Interval => ({
  scale: byInstant,
  delay,
  length,
  step: length / cellsInWindow,
});

const onePosition: Scale = { positionOf: () => 0, startOf: (position) => position };

/** The interval that every entry is in for ever. */
export const everInterval: Interval = { scale: onePosition, delay: 0, length: Infinity, step: 1 };

/** Periods of a calendar, counted from the one that holds `now`, which is 0; -1 is the one before. */
interface During {
  readonly unit: keyof typeof periods;
  readonly from: number;
  readonly to: number;
}

/** The interval of the calendar periods from one up to another. */
export const periodInterval = ({ unit, from, to }: During, calendar: Calendar): Interval => {
  const { periodOf, firstDayOf } = periods[unit];
  return {
    scale: {
      positionOf: (instant) => periodOf(calendar.dayOf(instant)),
      startOf: (position) => calendar.startOf(firstDayOf(position)),
    },
    delay: -to,
    length: 1 - from,
    step: 1,
  };
};
