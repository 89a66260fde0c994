import { measuredWork, type MeasuredWork } from './measured-work.ts';
import { monthSeconds, type Load } from './work.ts';

/** What a shop expects; what it does not say is taken from the shops that were measured. */
export interface Traffic {
  /** Above 0, at most 1,000,000. */
  readonly eventsPerSecond: number;
  /** How many people are kept, from 1. */
  readonly customers?: number | undefined;
  /** Entries and exits per event, from 0 to 100. */
  readonly changeRate?: number | undefined;
  /** Which share of the events is as in a shop that people mostly visit, from 0 to 1; the others are invoices. 0.9 by default. */
  readonly visitsShare?: number | undefined;
}

const usualVisitsShare = 0.9;

/** What a number may be. */
export interface Bounds {
  readonly rule: string;
  readonly holds: (value: number) => boolean;
}

/** What each number may be. */
export const trafficBounds: Readonly<Record<keyof Traffic, Bounds>> = {
  eventsPerSecond: {
    rule: 'a number above 0 and at most 1,000,000',
    holds: (value) => value > 0 && value <= 1_000_000,
  },
  customers: {
    rule: 'a whole number from 1 to 10,000,000,000',
    holds: (value) => Number.isInteger(value) && value >= 1 && value <= 1e10,
  },
  changeRate: { rule: 'a number from 0 to 100', holds: (value) => value >= 0 && value <= 100 },
  visitsShare: { rule: 'a number from 0 to 1', holds: (value) => value >= 0 && value <= 1 },
};

/** A number that is out of its bounds. */
export class TrafficError extends RangeError {
  override readonly name = 'TrafficError';
}

const requireWithin = (traffic: Traffic): void => {
  for (const [name, { rule, holds }] of Object.entries(trafficBounds)) {
    const value = traffic[name as keyof Traffic];
    if (value === undefined || holds(value)) continue;
    throw new TrafficError(`Cannot use ${name} as ${rule}: current value is ${value}`);
  }
};

const mixed = (share: number, of: (work: MeasuredWork) => number): number =>
  share * of(measuredWork.visits) + (1 - share) * of(measuredWork.invoices);

/** The change rate of the measured shops, in this mix. */
const usualChangeRate = (share: number): number => mixed(share, ({ changes }) => changes);

/** What of an event's units its changes and ticks bring follows the change rate; the rest is the event's own. */
const scaled = (
  share: number,
  factor: number,
  of: (work: MeasuredWork) => readonly [own: number, all: number],
): number =>
  mixed(share, (work) => {
    const [own, all] = of(work);
    return own + factor * (all - own);
  });

/**
 * The load that a shop's expectations come to.
 *
 * @throws {TrafficError} naming the number that is out of its bounds.
 */
export const loadOf = (traffic: Traffic): Load => {
  requireWithin(traffic);
  const { eventsPerSecond, visitsShare: share = usualVisitsShare } = traffic;
  const factor = (traffic.changeRate ?? usualChangeRate(share)) / usualChangeRate(share);
  const following = (of: (work: MeasuredWork) => number): number => factor * mixed(share, of);
  return {
    eventsPerSecond,
    customers: traffic.customers ?? customersBehind(eventsPerSecond, share),
    work: {
      reads: scaled(share, factor, ({ own, reads }) => [own.reads, reads]),
      writes: scaled(share, factor, ({ own, writes }) => [own.writes, writes]),
      indexWrites: following(({ indexWrites }) => indexWrites),
      changes: following(({ changes }) => changes),
      instants: following(({ instants }) => instants),
      ticks: following(({ ticks }) => ticks),
      eventBytes: mixed(share, ({ eventBytes }) => eventBytes),
      eventRowBytes: mixed(share, ({ eventRowBytes }) => eventRowBytes),
      changeRowBytes: mixed(share, ({ changeRowBytes }) => changeRowBytes),
      profileBytes: mixed(share, ({ profileBytes }) => profileBytes),
    },
  };
};

/** As many as bring so many events in the measured shops, at least one. */
const customersBehind = (eventsPerSecond: number, share: number): number =>
  Math.max(1, Math.round((eventsPerSecond * monthSeconds) / mixed(share, (work) => work.eventsPerPersonMonth)));
