import { formatInstant } from '#lib/core/time/instant.ts';
import type { ObjectStore } from '#lib/ports/objects/object-store.ts';
import { fitRun } from './fit-run.ts';
import { keepBuyers, type BuyersKept } from './gathered-buyers.ts';
import { putJson } from './json-objects.ts';
import { takeWork } from './kept-work.ts';
import { keys } from './keys.ts';
import { openTerms, type RunStores } from './open-stage.ts';
import { Overview } from './overview.ts';
import type { Run } from './run.ts';
import type { SamplesPlan } from './samples.ts';

/** Adds to an overview what the parts have seen; the buyers of each are kept by themselves. */
const joinParts = async (objects: ObjectStore, { id, parts }: Run, overview: Overview): Promise<void> => {
  for (let index = 0; index < parts; index += 1) {
    await takeWork(objects, keys.part(id, 'overview', index), overview);
    await keepBuyers(objects, keys.buyers(id, index), overview.takeBuyers());
  }
};

/** Plans the samples, tells who will leave, leaves the buyers for `patron fit`, and fits a model to them. */
export const fitStage = async (stores: RunStores, run: Run): Promise<void> => {
  const { objects } = stores;
  const { catalogue } = await openTerms(stores, { run: run.id, minimum: run.minimum });
  const overview = new Overview({ catalogue, startedAt: run.startedAt });
  await joinParts(objects, run, overview);
  const { history, facts, leavers } = overview;
  if (leavers) await putJson(objects, keys.leavers(run.id), leavers);
  const { unfit } = overview.takeBuyers();
  const plan: SamplesPlan = { history: history ?? null, facts };
  await putJson(objects, keys.plan(run.id, 'samples'), plan);
  const kept: BuyersKept = {
    run: run.id,
    asOf: formatInstant(facts.now),
    parts: run.parts,
    ...(unfit !== undefined && { unfit }),
  };
  await putJson(objects, keys.latestBuyers, kept);
  await putJson(objects, keys.model(run.id), await fitRun(objects, kept, catalogue));
};
