import { publishParked, sendEntry, startPublish, startSlowUpdate, startSweep, startUpdate } from './activities.ts';
import { openBoundary } from './boundary.ts';
import { cataloguesOf } from './catalogue.ts';
import { Choices } from './choices.ts';
import { climateOf } from './climate.ts';
import { startShardUpdate } from './shard-activities.ts';
import { World, type Setting } from './world.ts';

/** How a steady world runs. */
export interface Pace {
  /** The last instant that it comes to, in milliseconds since 1970. */
  readonly until: number;
  /** How much time passes between two looks at the queue, in milliseconds. */
  readonly tickMs: number;
  /** How many batches are taken at once. */
  readonly batches: number;
}

const minute = 60_000;

/** How many batches of the slow queue are taken at once. */
const slowBatches = 2;

/** A world in which nothing goes wrong by chance, with time that passes evenly. */
export const steadyWorld = (setting: Pick<Setting, 'workload' | 'throttled' | 'queue'> & Partial<Setting>): World => {
  const [catalogue] = cataloguesOf(1);
  const calm = { climate: climateOf(1), faults: [], choices: new Choices([]), boundary: openBoundary };
  const world = new World({ ...calm, catalogues: [catalogue], ...setting });
  world.scheduler.calm = true;
  return world;
};

const sendDue = (world: World): void => {
  for (let [next] = world.unsent; next !== undefined && next.at <= world.clock; [next] = world.unsent)
    sendEntry(world, next);
};

const publishAll = async (world: World): Promise<void> => {
  while (world.stream.hasNews) await startPublish(world);
  await publishParked(world);
};

/** Takes batches of shards until nothing is left, or one was handed back whole. */
const readShards = async (world: World): Promise<void> => {
  const { shards } = world;
  for (let left = Infinity; shards.hasSome && shards.waiting.length < left;) {
    left = shards.waiting.length;
    await startShardUpdate(world);
  }
};

/** Lets a world run on: sends what is due, takes batches, publishes, and sweeps every minute. */
export const runSteadily = async (world: World, { until, tickMs, batches }: Pace): Promise<void> => {
  while (world.clock <= until) {
    sendDue(world);
    for (let taken = 0; taken < batches && world.queue.openGroups.length > 0; taken += 1) await startUpdate(world);
    await readShards(world);
    for (let taken = 0; taken < slowBatches && world.slow.openGroups.length > 0; taken += 1)
      await startSlowUpdate(world);
    await publishAll(world);
    if (world.clock - world.sweptAt >= minute) await startSweep(world);
    world.clock += tickMs;
  }
};
