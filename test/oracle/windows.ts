import type { Window } from './catalogue.ts';
import { momentOf, periodStart } from './dates.ts';
import { readDuration } from './instants.ts';
import type { Zone } from './zone.ts';

type During = Exclude<Window['during'], undefined>;

/** The lengths of time for which an event is in a window: more than the second ago, no longer ago than the first. */
const lengthsOf = ({ within, between }: Window): readonly [number, number] | undefined => {
  if (between !== undefined) return [readDuration(between[0]), readDuration(between[1])];
  return within === undefined ? undefined : [readDuration(within), 0];
};

interface Sight {
  readonly now: number;
  readonly zone: Zone;
}

type Held = (t: number) => boolean;

/** Whether a time lies in the periods of the calendar that a window is. */
const isDuring = ({ unit, from, to }: During, { now, zone }: Sight): Held => {
  const [first, after] = [from, to + 1].map((by) => periodStart(zone, now, { unit, by }));
  return (t) => t >= Number(first) && t < Number(after);
};

const isLongAgo = (window: Window, now: number): Held => {
  const [longest, shortest] = lengthsOf(window) ?? [Infinity, 0];
  return (t) => now - longest < t && t <= now - shortest;
};

const isBetweenInstants = ({ since, until }: Window, zone: Zone): Held => {
  const from = since === undefined ? -Infinity : (momentOf(zone, since) ?? Number.NaN);
  const before = until === undefined ? Infinity : (momentOf(zone, until) ?? Number.NaN);
  return (t) => t >= from && t < before;
};

/** Whether a window holds an event of a time at `now`. */
export const windowHolds = (window: Window, sight: Sight): Held => {
  const { during } = window;
  const isHeld = during === undefined ? isLongAgo(window, sight.now) : isDuring(during, sight);
  const isBetween = isBetweenInstants(window, sight.zone);
  return (t) => t <= sight.now && isHeld(t) && isBetween(t);
};

/** When time alone takes an event of `t` into a window and out of it. */
export const windowInstants = (window: Window, t: number, zone: Zone): number[] => {
  if (window.during !== undefined) {
    const { unit, from, to } = window.during;
    return [periodStart(zone, t, { unit, by: -to }), periodStart(zone, t, { unit, by: 1 - from })];
  }
  return (lengthsOf(window) ?? []).map((length) => t + length);
};
