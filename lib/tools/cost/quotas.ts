import { batchesAt } from './batches.ts';
import { queueCallsPerSecond } from './flow-parts.ts';
import type { Load } from './work.ts';

/** A limit that a load may reach. */
interface Quota {
  readonly name: string;
  /** In `unit`. */
  readonly limit: number;
  readonly unit: string;
  /** What to do then. */
  readonly remedy: string;
}

/** A limit with how much of it a load takes. */
export interface QuotaUse extends Quota {
  /** In `unit`. */
  readonly use: number;
  /** The events a second at which a load of this kind reaches it. */
  readonly reachedAt: number;
}

interface UsedQuota extends Quota {
  readonly useOf: (load: Load) => number;
}

/** Changes are put on the bus ten in a call. */
const changesPerPut = 10;

/** The slowest step that a single customer's events go through one by one: a partition of the table. */
const partitionWrites = 1_000;

const perSecond =
  (of: (work: Load['work']) => number) =>
  ({ eventsPerSecond, work }: Load): number =>
    eventsPerSecond * of(work);

/** In us-east-1; other Regions begin lower, PutEvents at 400 a second. */
const quotas: readonly UsedQuota[] = [
  {
    name: 'EventBridge PutEvents',
    limit: 10_000,
    unit: 'calls a second, an event in each',
    useOf: perSecond(({ changes }) => 1 + changes / changesPerPut),
    remedy:
      'put up to ten events in a call and ask for a higher quota; far beyond, let Kinesis take the bus’s place (a shard for 1,000 events a second)',
  },
  {
    name: 'EventBridge invocations',
    limit: 18_750,
    unit: 'deliveries a second, one for each event and one for each change',
    useOf: perSecond(({ changes }) => 1 + changes),
    remedy: 'above it events are delayed, not lost; ask for a higher quota, or take changes from the table’s stream',
  },
  {
    name: 'SQS FIFO, high throughput',
    limit: 70_000,
    unit: 'calls a second',
    useOf: queueCallsPerSecond,
    remedy: 'ask for a higher quota, or spread customers over several deployments by a hash of their id',
  },
  {
    name: 'updates at once (Patron’s own setting)',
    limit: 100,
    unit: 'batches at a time',
    useOf: (load) => batchesAt(load).concurrency,
    remedy: 'raise the mapping’s maximum concurrency, up to 1,000, and the account’s concurrency with it',
  },
  {
    name: 'DynamoDB writes of the table',
    limit: 40_000,
    unit: 'write units a second',
    useOf: perSecond(({ writes }) => writes),
    remedy: 'ask for a higher table quota (it is adjustable)',
  },
  {
    name: 'DynamoDB reads of the table',
    limit: 40_000,
    unit: 'read units a second',
    useOf: perSecond(({ reads }) => reads),
    remedy: 'ask for a higher table quota (it is adjustable)',
  },
  {
    name: 'the index of who is due',
    limit: 16_000,
    unit: 'write units a second over 16 shards of 1,000',
    useOf: perSecond(({ indexWrites }) => indexWrites),
    remedy: 'deploy with more shards of the index',
  },
];

const highest = 1e9;

/** Where use grows past the limit, by halving; use never falls as events become more. */
const reachedAt = ({ limit, useOf }: UsedQuota, load: Load): number => {
  let [below, above] = [0, highest];
  if (useOf({ ...load, eventsPerSecond: highest }) < limit) return Infinity;
  while (above - below > above * 1e-9) {
    const middle = (below + above) / 2;
    if (useOf({ ...load, eventsPerSecond: middle }) < limit) below = middle;
    else above = middle;
  }
  return above;
};

/** Every limit with how much of it a load takes, the one that is reached first first. */
export const quotasOf = (load: Load): readonly QuotaUse[] =>
  quotas
    .map((quota) => {
      const { useOf, ...rest } = quota;
      return { ...rest, use: useOf(load), reachedAt: reachedAt(quota, load) };
    })
    .toSorted((one, other) => one.reachedAt - other.reachedAt);

/** How many events a second one and the same customer can bring: all that is written of them is in one partition. */
export const hotCustomerEventsPerSecond = ({ work }: Load): number => partitionWrites / work.writes;
