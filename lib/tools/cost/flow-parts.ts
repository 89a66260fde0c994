import { batchesAt, pollers } from './batches.ts';
import { allRuns, memoryGigabytes } from './functions.ts';
import { prices } from './prices.ts';
import { monthSeconds, type Load } from './work.ts';

/** One line of the bill. */
export interface Part {
  readonly name: string;
  /** A month. */
  readonly dollars: number;
  /** How it comes about, in words. */
  readonly formula: string;
}

/** How long a poll of an empty queue waits, in seconds. */
const emptyPollSeconds = 20;

/** Ticks are sent in calls of ten. */
const ticksPerCall = 10;

const dueShards = 16;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

const queueCalls = (load: Load): number => {
  const { eventsPerSecond, work } = load;
  const { perSecond } = batchesAt(load);
  const sends = eventsPerSecond * (1 + work.ticks / ticksPerCall);
  return (sends + 2 * perSecond + pollers / emptyPollSeconds) * monthSeconds;
};

const functionDollars = (load: Load): number =>
  sum(
    allRuns(load).map(
      ({ perMonth, seconds }) => perMonth * (prices.invocation + seconds * memoryGigabytes * prices.gigabyteSecond),
    ),
  );

/** A sweep asks each shard, eventually consistent. */
const sweepReads = (monthSeconds / 60) * dueShards * 0.5;

/** What the producers pay for putting their events on the bus. */
export const eventsIn = ({ eventsPerSecond }: Load): Part => ({
  name: 'events in',
  dollars: eventsPerSecond * monthSeconds * prices.eventPut,
  formula: 'events x $1.00 per million, what producers pay to put them on the bus',
});

/** What flows with the events from the bus to the published change. */
export const flowParts = (load: Load): readonly Part[] => {
  const { eventsPerSecond, work } = load;
  const events = eventsPerSecond * monthSeconds;
  return [
    {
      name: 'queue',
      dollars: queueCalls(load) * prices.queueCall,
      formula: `(a send each, a tenth for a tick, and 2 calls a batch, and ${pollers} idle polls per 20 s) x $0.50 per million`,
    },
    {
      name: 'functions',
      dollars: functionDollars(load),
      formula: 'runs x $0.20 per million, and 0.5 GB x seconds x $0.0000133334: update, publish, sweep',
    },
    {
      name: 'table reads',
      dollars: (events * work.reads + sweepReads) * prices.readUnit,
      formula: 'read units measured for an event, its ticks and changes x $0.125 per million, and 8 units a sweep',
    },
    {
      name: 'table writes',
      dollars: events * work.writes * prices.writeUnit,
      formula: 'write units measured for an event, its ticks and changes x $0.625 per million',
    },
    {
      name: 'index writes',
      dollars: events * work.indexWrites * prices.writeUnit,
      formula: 'write units measured of the index of who is due x $0.625 per million',
    },
    {
      name: 'changes out',
      dollars: events * work.changes * prices.eventPut,
      formula: 'entries and exits x $1.00 per million',
    },
  ];
};

/** Calls to the queue in a second. */
export const queueCallsPerSecond = (load: Load): number => queueCalls(load) / monthSeconds;
