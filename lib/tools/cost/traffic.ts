import { measuredWork, type MeasuredWork } from './measured-work.ts';
import { monthSeconds, type Load } from './work.ts';

/** The traffic that a shop expects; defaults come from the measured shops. */
export interface Traffic {
  /** Above 0, at most 1,000,000. */
  readonly eventsPerSecond: number;
  /** Number of people with a profile, from 1. */
  readonly customers?: number | undefined;
  /** Entries and exits per event, from 0 to 100. */
  readonly changeRate?: number | undefined;
  /** The share of events, from 0 to 1, that resemble those of the measured shop of visits; the rest resemble invoices. 0.9 by default. */
  readonly visitsShare?: number | undefined;
}

const usualVisitsShare = 0.9;

/** The rule for one number, in words and as a predicate. */
export interface Bounds {
  readonly rule: string;
  readonly holds: (value: number) => boolean;
}

/** The rule for each number of `Traffic`. */
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

/** Thrown for a number that is out of its bounds. */
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

/** Units of an event at a multiple of the usual change rate: the part caused by changes and ticks grows with it, the event's own part does not. */
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
 * Works out the load that a shop's traffic amounts to.
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

/** The number of people who cause this many events in the measured shops, at least one. */
const customersBehind = (eventsPerSecond: number, share: number): number =>
  Math.max(1, Math.round((eventsPerSecond * monthSeconds) / mixed(share, (work) => work.eventsPerPersonMonth)));
