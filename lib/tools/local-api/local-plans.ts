import { setImmediate as othersTurn } from 'node:timers/promises';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { PlanJob, PlanJobs } from '#lib/use-cases/api/console/plan-job.ts';
import { planCatalogue } from '#lib/use-cases/plan/plan-catalogue.ts';
import { BurstCount } from '../cost/burst-count.ts';
import type { LocalApiDeps } from './local-api.ts';

/** A plan is of no use any more, since another was begun. */
class PlanEndedError extends Error {
  override readonly name = 'PlanEndedError';
}

/** So many profiles are planned before others have their turn. */
const together = 20;

type Shop = LocalApiDeps['shop'];

/** The store as a plan reads it, which lets others work and ends where it is told to. */
const yielding = ({ store }: Shop, isEnded: () => boolean): Pick<Shop['store'], 'behind' | 'load' | 'ledger'> => {
  let loaded = 0;
  return {
    behind: (catalogue, part) => store.behind(catalogue, part),
    ledger: (person) => store.ledger(person),
    load: async (person, events) => {
      if ((loaded += 1) % together === 0) await othersTurn();
      if (isEnded()) throw new PlanEndedError('Cannot go on with the plan: another was begun');
      return store.load(person, events);
    },
  };
};

/** Makes plans over the store of a shop on this machine. */
export const localPlans = ({ shop, newId, failed }: LocalApiDeps): PlanJobs => {
  let latest: PlanJob | undefined;

  const update = (id: string, change: Partial<PlanJob>): void => {
    if (latest?.id === id) latest = { ...latest, ...change };
  };

  const make = async (id: string, catalogue: Catalogue, at: Instant): Promise<void> => {
    const store = yielding(shop, () => latest?.id !== id);
    const onProgress = (done: number) => update(id, { done });
    const planning = { store, catalogue, against: shop.catalogue, at, burst: new BurstCount(), onProgress };
    try {
      update(id, { state: 'done', plan: await planCatalogue(planning) });
    } catch (error) {
      if (error instanceof PlanEndedError) return;
      failed(error);
      update(id, { state: 'failed', message: 'Cannot make the plan: something is wrong here, and the log says what' });
    }
  };

  return {
    begin: async (json, at) => {
      const catalogue = compile(json, shop.catalogue.deployment + 1);
      const job = { id: newId(), state: 'running', done: 0, of: await shop.store.rowCount(), plan: null } as const;
      latest = job;
      void make(job.id, catalogue, at);
      return job;
    },
    get: (id) => (latest?.id === id ? latest : undefined),
  };
};
