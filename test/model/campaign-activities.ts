import { run } from './activities.ts';
import type { Campaign } from './campaign.ts';
import type { Delivered } from './standard-queue.ts';
import type { World } from './world.ts';

/** The campaigns with something in their queue, and a function to take it. */
const ready = ({ campaigns, calls, clock }: World): readonly Campaign[] => {
  for (const campaign of campaigns.all) campaign.route(() => calls.comes('doubled'));
  return campaigns.all.filter(({ atWork, of, queue }) => atWork < of.mostAtOnce && queue.hasSome(clock));
};

export const canTellCampaign = (world: World): boolean => ready(world).length > 0;

const take = async (world: World, campaign: Campaign, batch: readonly Delivered[]): Promise<void> => {
  const Records = batch.map(({ id: messageId, body }) => ({ messageId, body }));
  const { batchItemFailures } = await world.functions.consumer(campaign)({ Records });
  const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  const done = batch.flatMap(({ id }) => (failed.has(id) ? [] : [id]));
  campaign.atWork -= 1;
  if (!world.calls.comes('unacknowledged')) campaign.queue.delete(new Set(done));
};

const tell = (world: World, campaign: Campaign): Promise<void> => {
  const batch = campaign.queue.receive(world.choices, world.clock);
  campaign.atWork += 1;
  const onCrash = () => {
    campaign.atWork -= 1;
  };
  return run(world, `campaign ${campaign.of.name}`, { work: () => take(world, campaign, batch), onCrash });
};

/** Gives a batch of a campaign's queue to its function. */
export const tellCampaign = (world: World): Promise<void> => tell(world, world.choices.pick(ready(world)));

/** What campaigns join by next. */
export const nextForCampaigns = ({ campaigns, functions }: World) => campaigns.next(functions.knows);

/** Has the rules of campaigns work, or an operator announce who is in a segment. */
export const joinCampaigns = async (world: World): Promise<void> => {
  const { campaigns, functions } = world;
  if (nextForCampaigns(world) === 'rule') {
    world.tell('the campaigns have rules');
    return campaigns.listen();
  }
  const segment = campaigns.startAnnouncing(functions.knows);
  if (segment === undefined) return;
  const runId = `run-${campaigns.runs}`;
  const work = async () => {
    await functions.announce(segment, runId);
    campaigns.hasAnnounced(segment);
  };
  await run(world, `announce ${segment}`, { work, onCrash: () => campaigns.stopAnnouncing() });
};

const mostBatches = 500;

const tellAll = async (world: World, campaign: Campaign): Promise<void> => {
  campaign.route(() => false);
  for (let batches = 0; !campaign.queue.isEmpty && batches < mostBatches; batches += 1) {
    world.clock = Math.max(world.clock, campaign.queue.nextSeenAt);
    await tell(world, campaign);
  }
};

/** Until the queues of campaigns are empty; gives up when that does not come. */
export const tellCampaigns = async (world: World): Promise<void> => {
  for (const campaign of world.campaigns.all) await tellAll(world, campaign);
};
