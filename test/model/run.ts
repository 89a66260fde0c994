import {
  canGoOnWithPass,
  goOnWithPass,
  join,
  publishParked,
  sendEntry,
  startPublish,
  startRedrive,
  startSlowUpdate,
  startSweep,
  startUpdate,
} from './activities.ts';
import {
  canTellCampaign,
  joinCampaigns,
  nextForCampaigns,
  tellCampaign,
  tellCampaigns,
} from './campaign-activities.ts';
import { reshard, startShardUpdate } from './shard-activities.ts';
import type { Weighted } from './choices.ts';
import type { CallKind, Worker } from './scheduler.ts';
import { visibilityMs } from './simulated-queue.ts';
import { World, type Setting } from './world.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The longest that an invocation may go on: as long as a message may, less the pass that looks for what it left. */
const longestLife = 13 * day;

/** How long code of an older deployment goes on at most, which a pass relies on: on AWS the update function's timeout is half of it. */
const longestOldLife = minute;

type Act = (world: World) => void | Promise<void>;

/** For how many steps a worker is held back; a record at times until the storm is over. */
const holdingBack = ({ calls, choices }: World, kind: CallKind): number => {
  if (!calls.comes(kind === 'recording' ? 'unrecorded' : 'stalled')) return 0;
  return kind === 'recording' && choices.below(3) === 2 ? Infinity : 1 + choices.below(100);
};

const goOn: Act = (world) =>
  world.scheduler.goOn(({ worker, kind }) => {
    const steps = holdingBack(world, kind);
    if (steps > 0) world.tell(`${worker.name} stalls`);
    return steps;
  });

/** The next few of what is to be sent, or one soon after. */
const sendNext: Act = (world) => {
  const { unsent, choices } = world;
  const burst = world.calls.comes('delayed')
    ? [choices.pick(unsent.slice(0, 5))]
    : unsent.slice(0, choices.pick([1, 1, 2, 4]));
  for (const planned of burst) sendEntry(world, planned);
};

/** Whether an invocation must have ended: code of an older deployment soon after the next one. */
const isPast = ({ clock, deployments, deployedAt }: World, worker: Worker): boolean =>
  clock - worker.startedAt > longestLife || (worker.deployments < deployments && clock - deployedAt >= longestOldLife);

const pass = (world: World, ms: number): void => {
  world.clock += ms;
  world.tell(new Date(world.clock).toISOString());
  for (const worker of world.scheduler.workers) if (isPast(world, worker)) void world.scheduler.crash(worker);
};

const letTimePass: Act = (world) => {
  const { calls, choices } = world;
  const spans = calls.comes('hurried') ? [hour, 12 * hour, day, 3 * day, 14 * day] : [1, minute, visibilityMs, hour];
  pass(world, choices.pick(spans));
};

const redrive: Act = ({ queue }) => queue.redrive();

const deploy: Act = (world) => world.deploy();

type Possible = readonly (readonly [weight: number, act: Act] | false)[];

/** Which batches may be taken next. */
const byUpdates = ({ scheduler, queue, slow, shards }: World): Possible => [
  scheduler.workers.size < 4 && queue.openGroups.length > 0 && [30, startUpdate],
  scheduler.workers.size < 4 && shards.hasSome && [30, startShardUpdate],
  scheduler.workers.size < 4 && slow.openGroups.length > 0 && [15, startSlowUpdate],
];

/** What functions may do next. */
const byFunctions = (world: World): Possible => {
  const { scheduler, stream, clock, sweptAt } = world;
  return [
    scheduler.canGoOn && [60, goOn],
    ...byUpdates(world),
    stream.hasNews && [8, startPublish],
    clock - sweptAt >= minute && [2, startSweep],
    scheduler.workers.size < 5 && canGoOnWithPass(world) && [6, goOnWithPass],
  ];
};

/** What campaigns may do, and an operator for them. */
const byCampaigns = (world: World): Possible => {
  const { scheduler, setting } = world;
  return [
    scheduler.workers.size < 5 && canTellCampaign(world) && [6, tellCampaign],
    nextForCampaigns(world) !== undefined && [setting.haste ?? 1, joinCampaigns],
  ];
};

/** What may come from elsewhere. */
const fromElsewhere = (world: World): Possible => {
  const { unsent, queue, refusedAt, canDeploy, subscriber, setting } = world;
  return [
    unsent.length > 0 && [12, sendNext],
    [5, letTimePass],
    queue.dead.length > 0 && [4, redrive],
    refusedAt.size > 0 && [1, startRedrive],
    canDeploy && [1, deploy],
    world.isStreamed && [1, reshard],
    subscriber.next !== undefined && [setting.haste ?? 1, join],
    ...byCampaigns(world),
  ];
};

/** What may happen next, by how often it does; what comes first is calmest. */
const possible = (world: World): Weighted<Act> =>
  [...byFunctions(world), ...fromElsewhere(world)].filter((option) => option !== false);

const mostSteps = ({ workload }: Setting): number => 80 + Math.min(25 * workload.length, 12_000);

/** For as long as there is something to send, and for a while after that; and no longer than chance has something to say. */
const isTurbulent = ({ setting, scheduler, unsent, choices }: World): boolean => {
  const until = mostSteps(setting) * (unsent.length > 0 ? 1 : 0.8);
  return scheduler.step < until && !choices.areSpent;
};

const turbulence = async (world: World): Promise<void> => {
  while (isTurbulent(world)) {
    await world.choices.weighted(possible(world))(world);
    await world.scheduler.rest();
  }
};

/** Until queue and stream are empty; gives up when that does not come. */
const drain = async (world: World): Promise<void> => {
  const { queue, slow, shards, stream } = world;
  for (let round = 0; round < 120 + world.setting.workload.length; round += 1) {
    while (stream.hasNews) await startPublish(world);
    await publishParked(world);
    if (queue.messages.length === 0) queue.redrive();
    if (queue.messages.length + slow.messages.length + shards.waiting.length === 0) return;
    if (queue.openGroups.length + slow.openGroups.length === 0 && !shards.hasSome)
      world.clock = Math.min(queue.nextSeenAt, slow.nextSeenAt);
    await startUpdate(world);
    await startShardUpdate(world);
    await startSlowUpdate(world);
  }
};

/** Lets all passes go on until they have an outcome. */
const finish = async (world: World): Promise<void> => {
  for (let step = 0; world.passes.some(({ outcome }) => outcome === undefined) && step < 200; step += 1) {
    if (canGoOnWithPass(world)) await goOnWithPass(world);
    else world.clock += Math.max(1000, ...world.passes.map(({ waitMs }) => waitMs));
    await drain(world);
  }
};

/** The newest pass comes to its end, if need be a second one that somebody starts by hand; then nobody may be behind. */
const finishPasses = async (world: World): Promise<void> => {
  await finish(world);
  const newest = world.passes.at(-1);
  if (newest === undefined) return;
  if (newest.outcome !== 'complete') {
    world.startPass(newest.target);
    await finish(world);
  }
  const { outcome } = world.passes.at(-1) ?? newest;
  if (outcome !== 'complete') world.complaints.push(`pass: the newest ended as ${String(outcome)}`);
};

const joinWhole = async (world: World): Promise<void> => {
  while (world.subscriber.next !== undefined) await join(world);
  while (nextForCampaigns(world) !== undefined) await joinCampaigns(world);
};

/** What is under way comes to its end, and time runs on until nothing is due. */
const calmDown = async (world: World): Promise<void> => {
  await world.scheduler.becomeCalm();
  for (const worker of world.scheduler.workers) void world.scheduler.crash(worker);
  // In most seeds the subscriber has joined by now; in others it joins only when some have left by time alone.
  const joinsAfter = world.choices.below(4);
  if (joinsAfter === 3) await joinWhole(world);
  for (const planned of world.unsent) sendEntry(world, planned);
  await drain(world);
  while (world.canDeploy) world.deploy();
  await finishPasses(world);
  await startRedrive(world);
  await drain(world);
  for (const [waits, wait] of [2 * hour, 8 * day, 15 * day, 25 * hour, 25 * hour].entries()) {
    if (waits === joinsAfter) await joinWhole(world);
    world.clock += wait;
    await startSweep(world);
    await drain(world);
  }
  await tellCampaigns(world);
};

/** Runs a world from its first entry until nothing more can happen in it. */
export const runWorld = async (setting: Setting): Promise<World> => {
  const world = new World(setting);
  await turbulence(world);
  world.tell('calm');
  await calmDown(world);
  world.table.client.destroy();
  world.membersTable.client.destroy();
  return world;
};
