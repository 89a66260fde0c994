import { dueShardCount } from '#lib/ports/store/table-keys.ts';
import { batchesAt } from './batches.ts';
import { queueCallsPerSecond } from './intake-parts.ts';
import { streamBatchesAt, streamLanesAt, streamReading } from './stream-batches.ts';
import type { BilledIntake, Load } from './work.ts';

/** A limit of AWS, or of Patron's own settings, that a load may reach. */
interface Quota {
  readonly name: string;
  /** In `unit`. */
  readonly limit: number;
  readonly unit: string;
  /** Advice for when it is reached. */
  readonly remedy: string;
}

/** A quota with a load's use of it. */
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

/** Write units a second of one partition of the table, which bounds a single customer's events. */
const partitionWrites = 1_000;

const perSecond =
  (of: (work: Load['work']) => number) =>
  ({ eventsPerSecond, work }: Load): number =>
    eventsPerSecond * of(work);

/** Quotas of the way from the bus to the update. */
const ofIntake: Readonly<Record<BilledIntake, readonly UsedQuota[]>> = {
  fifo: [
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
      remedy:
        'raise the setting `concurrency`, up to 1,000, and the account’s own concurrency with it, or `memory`, which makes each batch shorter',
    },
  ],
  stream: [
    {
      name: 'updates at once of the stream’s shards (Patron’s own setting)',
      limit: 100,
      unit: `% of the time of ${streamReading.lanes} batches of each shard`,
      useOf: (load) => (100 * streamBatchesAt(load).concurrency) / streamLanesAt(load),
      remedy:
        'raise the setting `concurrency`, a 25th of which is updated at once of each shard, up to ten, and the account’s own concurrency with it, or `memory`, which makes each batch shorter',
    },
  ],
};

/** Quotas of a new account in us-east-1; other Regions start lower, PutEvents at 400 a second. */
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
    limit: dueShardCount * partitionWrites,
    unit: `write units a second over ${dueShardCount} shards of ${partitionWrites.toLocaleString('en')}`,
    useOf: perSecond(({ indexWrites }) => indexWrites),
    remedy: 'deploy with more shards of the index',
  },
];

const highest = 1e9;

/** The rate at which use reaches the limit, by bisection: use never falls as the rate rises. */
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

/** Every quota with a load's use of it, in the order in which a growing load reaches them. */
export const quotasOf = (load: Load): readonly QuotaUse[] =>
  [...quotas, ...ofIntake[load.intake ?? 'fifo']]
    .map((quota) => {
      const { useOf, ...rest } = quota;
      return { ...rest, use: useOf(load), reachedAt: reachedAt(quota, load) };
    })
    .toSorted((one, other) => one.reachedAt - other.reachedAt);

/** The most events a second of one customer, all of whose items are in one partition. */
export const hotCustomerEventsPerSecond = ({ work }: Load): number => partitionWrites / work.writes;
