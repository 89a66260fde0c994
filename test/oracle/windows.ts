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

/** Whether `t` lies in the periods of the calendar that a window is. */
const isDuring = ({ unit, from, to }: During, t: number, { now, zone }: Sight): boolean =>
  t >= periodStart(zone, now, { unit, by: from }) && t < periodStart(zone, now, { unit, by: to + 1 });

const isLongAgo = (window: Window, t: number, now: number): boolean => {
  const [longest, shortest] = lengthsOf(window) ?? [Infinity, 0];
  return now - longest < t && t <= now - shortest;
};

const isBetweenInstants = ({ since, until }: Window, t: number, zone: Zone): boolean =>
  (since === undefined || t >= (momentOf(zone, since) ?? Number.NaN)) &&
  (until === undefined || t < (momentOf(zone, until) ?? Number.NaN));

/** Whether a window holds an event of `t` at `now`. */
export const windowHolds = (window: Window, t: number, sight: Sight): boolean => {
  const { during } = window;
  const held = during === undefined ? isLongAgo(window, t, sight.now) : isDuring(during, t, sight);
  return held && t <= sight.now && isBetweenInstants(window, t, sight.zone);
};

/** When time alone takes an event of `t` into a window and out of it. */
export const windowInstants = (window: Window, t: number, zone: Zone): number[] => {
  if (window.during !== undefined) {
    const { unit, from, to } = window.during;
    return [periodStart(zone, t, { unit, by: -to }), periodStart(zone, t, { unit, by: 1 - from })];
  }
  return (lengthsOf(window) ?? []).map((length) => t + length);
};
