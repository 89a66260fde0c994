import type { Worker } from './scheduler.ts';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { queueName, recordOf, slowQueueName } from './functions.ts';
import { isAccountedFor } from './accounted-for.ts';
import { visibilityMs, type Delivery, type SimulatedQueue } from './simulated-queue.ts';
import { everyRow } from './subscriber.ts';
import type { SimulatedPass } from './simulated-pass.ts';
import type { Portion } from './simulated-stream.ts';
import { envelopeOf, groupOfEntry, type Planned } from './entry.ts';
import type { World } from './world.ts';

/** What an invocation does, and what it means when it never comes to its end. */
interface Invocation {
  readonly work: () => Promise<void>;
  readonly onCrash?: () => void;
}

/** Errors of the model or of the code itself; anything else is a service's, and an invocation may fail of it. */
const isDefect = (error: unknown): boolean => error instanceof TypeError || error instanceof RangeError;

const workOf = async (world: World, { work, onCrash = () => {} }: Invocation): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (isDefect(error)) world.complaints.push(`failed: ${String(error)}`);
    onCrash();
  }
};

/** Starts an invocation; in a calm world it has come to its end when this resolves. */
export const run = async (world: World, role: string, invocation: Invocation): Promise<void> => {
  const { onCrash = () => {} } = invocation;
  const skew = world.calls.comes('skewed') ? world.choices.pick([0, -90_000, 90_000]) : 0;
  world.invocations += 1;
  const name = `${role} ${world.invocations}`;
  const ended = new Promise<void>((resolve) => {
    const { deployments } = world;
    const worker: Worker = { name, deployments, startedAt: world.clock, skew, ended: false, onCrash };
    world.tell(`${name} starts`);
    world.scheduler.start(worker, () => workOf(world, invocation).finally(resolve));
  });
  if (world.scheduler.calm) await ended;
};

/** Puts a planned entry into the queue, as the rule does. */
export const sendEntry = (world: World, planned: Planned): void => {
  const { entry } = planned;
  world.unsent = world.unsent.filter((other) => other !== planned);
  world.clock = Math.max(world.clock, planned.at);
  const [body, group] = [envelopeOf(planned), groupOfEntry(entry)];
  const id = world.isStreamed
    ? world.shards.put(group, body, world.choices.pick([0, 0, 0, 7]))
    : world.queue.send({ body, group });
  world.tell(`${new Date(world.clock).toISOString()} ${entry.id} is queued as ${id}`);
  // A rule delivers at least once, and the same entry again is dropped only for five minutes.
  if (world.calls.comes('doubled')) world.unsent.push({ ...planned, at: world.clock + 6 * 60_000 });
};

const idsOf = (deliveries: readonly Delivery[]): string => deliveries.map(({ message }) => message.id).join(' ');

/** A queue, and the function that empties it. */
interface Source {
  readonly queue: SimulatedQueue;
  readonly role: string;
  readonly name: string;
  readonly take: (event: SQSEvent) => Promise<SQSBatchResponse>;
}

const intakeOf = ({ queue, functions }: World): Source => ({
  queue,
  role: 'update',
  name: queueName,
  take: functions.update,
});

const slowOf = ({ slow, functions }: World): Source => ({
  queue: slow,
  role: 'slow update',
  name: slowQueueName,
  take: functions.updateSlowly,
});

const acknowledge = (world: World, { queue }: Source, delivery: Delivery): void => {
  if (!isAccountedFor(world, delivery.message))
    world.complaints.push(`acknowledged and not recorded: ${delivery.message.id} ${delivery.message.body}`);
  queue.delete(delivery);
};

const takeBatch = async (world: World, source: Source, deliveries: readonly Delivery[]): Promise<void> => {
  const { batch, handedBack } = world.setting.boundary;
  const Records = [...batch(deliveries.map(({ message }) => recordOf(message, source.name)))];
  const { batchItemFailures } = await source.take({ Records });
  const failed = handedBack(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  const done = deliveries.filter(({ message }) => !failed.includes(message.id));
  const isLost = world.calls.comes('unacknowledged');
  world.tell(
    `done with ${idsOf(done)}${failed.length > 0 ? `, not with ${failed.join(' ')}` : ''}${isLost ? ' (unacknowledged)' : ''}`,
  );
  if (!isLost) for (const delivery of done) acknowledge(world, source, delivery);
};

const startFrom = async (world: World, source: Source): Promise<void> => {
  // Hidden for no time, they are given to another while this one goes on.
  const deliveries = source.queue.receive(world.choices, world.calls.comes('expired') ? 0 : visibilityMs);
  if (deliveries.length === 0) return;
  world.tell(`${source.role} is given ${idsOf(deliveries)}`);
  const sentBefore = world.slow.taken.length;
  await run(world, source.role, { work: () => takeBatch(world, source, deliveries) });
  if (source.queue !== world.slow && world.slow.taken.length > sentBefore) source.queue.wasDiverted(deliveries);
};

/** Gives a batch of the queue to an update. */
export const startUpdate = (world: World): Promise<void> => startFrom(world, intakeOf(world));

/** Gives a batch of the slow queue to an update. */
export const startSlowUpdate = (world: World): Promise<void> => startFrom(world, slowOf(world));

const publishPortion = async (world: World, portion: Portion): Promise<void> => {
  const { batchItemFailures } = await world.functions.publish({ Records: [...portion.records] });
  if (world.calls.comes('restreamed')) world.stream.comeBack(portion);
  else
    world.stream.finish(
      portion,
      batchItemFailures.map(({ itemIdentifier }) => itemIdentifier),
    );
};

/** Gives a portion of the stream to a publisher. */
export const startPublish = (world: World): Promise<void> => {
  const portion = world.stream.read(world.choices);
  const onCrash = () => world.stream.comeBack(portion);
  return run(world, 'publish', { work: () => publishPortion(world, portion), onCrash });
};

const readSnapshot = async ({ functions, choices, subscriber, clock }: World): Promise<void> => {
  const asked = { of: choices.pick([1, 4]), limit: choices.pick([1000, 1, 3]), left: { asOf: clock } };
  subscriber.hasRead(await Array.fromAsync(everyRow(functions.members, subscriber.segments, asked)), clock);
};

/** Has the subscriber do the next thing that it joins by. */
export const join = async (world: World): Promise<void> => {
  const { subscriber } = world;
  world.tell(`the subscriber comes to its ${subscriber.next}`);
  if (subscriber.next === 'rule') return subscriber.listen();
  subscriber.startReading();
  await run(world, 'snapshot', { work: () => readSnapshot(world), onCrash: () => subscriber.readAgain() });
};

/** Looks who is due. */
export const startSweep = (world: World): Promise<void> => {
  world.sweptAt = world.clock;
  return run(world, 'sweep', { work: () => world.functions.sweep() });
};

/** The passes that have something to do now. */
const activePasses = ({ passes }: World): readonly SimulatedPass[] => passes.filter(({ canGoOn }) => canGoOn);

export const canGoOnWithPass = (world: World): boolean => activePasses(world).length > 0;

/** Has a function do the next step of a pass. */
export const goOnWithPass = (world: World): Promise<void> => {
  const { role, work, onCrash } = world.choices.pick(activePasses(world)).next();
  return run(world, role, { work: () => work(world.functions), onCrash });
};

/** Has whatever was refused taken again. */
export const startRedrive = (world: World): Promise<void> =>
  run(world, 'redrive', {
    work: async () => {
      await world.functions.redrive();
    },
  });

/** Publishes what had failed every time and was kept aside. */
export const publishParked = async (world: World): Promise<void> => {
  const Records = world.stream.parked.splice(0);
  if (Records.length > 0) await world.functions.publish({ Records });
};
