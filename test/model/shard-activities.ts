import { kinesisRecordOf } from '#test/support/kinesis-record.ts';
import { isAccountedFor } from './accounted-for.ts';
import { run } from './activities.ts';
import type { ShardBatch } from './simulated-shards.ts';
import type { World } from './world.ts';

/** How many records behind its end were noted as done too late, so that they come again. */
const rewoundBy = ({ calls, choices }: World): number => (calls.comes('unacknowledged') ? 1 + choices.below(3) : 0);

const takeBatch = async (world: World, given: ShardBatch): Promise<void> => {
  const { batch, handedBack, resumesAt } = world.setting.boundary;
  const records = batch(given.records);
  const { batchItemFailures } = await world.functions.updateShard({ Records: records.map(kinesisRecordOf) });
  const failed = handedBack(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  const at = records.findIndex(({ sequenceNumber }) => failed.includes(sequenceNumber));
  const done = records.slice(0, at < 0 ? records.length : resumesAt(at));
  const rewound = rewoundBy(world);
  world.tell(`done with ${done.map(({ sequenceNumber }) => Number(sequenceNumber)).join(' ')}, again ${rewound}`);
  for (const record of done) {
    if (!isAccountedFor(world, record))
      world.complaints.push(`acknowledged and not recorded: ${record.id} ${record.body}`);
  }
  world.shards.checkOff(given, done, rewound);
};

/** Gives a batch of a shard to an update. */
export const startShardUpdate = async (world: World): Promise<void> => {
  if (!world.shards.hasSome) return;
  const given = world.shards.read(world.choices, world.calls.comes('expired'));
  world.tell(`shard update is given ${given.records.map(({ sequenceNumber }) => Number(sequenceNumber)).join(' ')}`);
  const onCrash = () => world.shards.comeBack(given);
  await run(world, 'shard update', { work: () => takeBatch(world, given), onCrash });
};

/** Has a shard split, or merge with another. */
export const reshard = (world: World): void => {
  world.tell('the shards change');
  world.shards.reshard(world.choices);
};
