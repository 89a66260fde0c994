import { dueShardCount } from '#lib/ports/store/table-keys.ts';
import { memoryGigabytes, runsAt } from './functions.ts';
import type { Members } from './measured-times.ts';
import { millionsAt, priceText, type Prices } from './prices.ts';
import { monthSeconds, type Load } from './work.ts';

/** One line of the bill. */
export interface Part {
  readonly name: string;
  /** Dollars a month. */
  readonly dollars: number;
  /** The calculation in words. */
  readonly formula: string;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

const functionDollars = (load: Load, prices: Prices, members: Members): number =>
  sum(
    Object.values(runsAt(load, members)).map(
      ({ perMonth, seconds }) => perMonth * (prices.invocation + seconds * memoryGigabytes * prices.gigabyteSecond),
    ),
  );

/** Read units of a sweep: one eventually consistent query of each shard. */
const unitsPerSweep = dueShardCount * 0.5;

const sweepReads = (monthSeconds / 60) * unitsPerSweep;

/** The cost for producers of putting their events on the bus. */
export const eventsIn = ({ eventsPerSecond }: Load, prices: Prices): Part => ({
  name: 'events in',
  dollars: eventsPerSecond * monthSeconds * prices.eventPut,
  formula: `events ${millionsAt(prices, 'eventPut')}, what producers pay to put them on the bus`,
});

const unitParts = ({ eventsPerSecond, work }: Load, prices: Prices): readonly Part[] => {
  const events = eventsPerSecond * monthSeconds;
  const measured = 'units measured for an event, its ticks and changes';
  return [
    {
      name: 'table reads',
      dollars: (events * work.reads + sweepReads) * prices.readUnit,
      formula: `read ${measured} ${millionsAt(prices, 'readUnit')}, and ${unitsPerSweep} units a sweep`,
    },
    {
      name: 'table writes',
      dollars: events * work.writes * prices.writeUnit,
      formula: `write ${measured} ${millionsAt(prices, 'writeUnit')}`,
    },
    {
      name: 'index writes',
      dollars: events * work.indexWrites * prices.writeUnit,
      formula: `write units measured of the index of who is due ${millionsAt(prices, 'writeUnit')}`,
    },
  ];
};

/** The parts that grow with the events, from the update to the published change. */
export const flowParts = (load: Load, prices: Prices, members: Members = 'all'): readonly Part[] => [
  {
    name: 'functions',
    dollars: functionDollars(load, prices, members),
    formula: `runs ${millionsAt(prices, 'invocation')}, and ${memoryGigabytes} GB x seconds x ${priceText(prices.gigabyteSecond)}: update, publish, sweep`,
  },
  ...unitParts(load, prices),
  {
    name: 'changes out',
    dollars: load.eventsPerSecond * monthSeconds * load.work.changes * prices.eventPut,
    formula: `entries and exits ${millionsAt(prices, 'eventPut')}`,
  },
];
