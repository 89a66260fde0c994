import { noPauses } from '#lib/ports/backoff.ts';
import { memoryObjects } from '#lib/ports/objects/memory-objects.ts';
import type { ObjectStore } from '#lib/ports/objects/object-store.ts';
import { runInsight } from '#lib/use-cases/insight/pass/run-insight.ts';
import type { LocalApiDeps } from './local-api.ts';

type Objects = Pick<ObjectStore, 'get'>;

/** What a pass over everybody finds in a store on this machine. */
const passOver = async ({ shop: { store, catalogue }, now, newId }: LocalApiDeps): Promise<Objects> => {
  const objects = memoryObjects();
  const { source, deployment } = catalogue;
  const publisher = { publish: async () => [] };
  const deps = { store, objects, catalogue: { source, deployment }, publisher, now, newId, ...noPauses };
  await runInsight(deps, { parts: 1 });
  return objects;
};

/** Makes the pass when it is first asked for, and again when something was written since. */
export const localInsight = (deps: LocalApiDeps): (() => Promise<Objects>) => {
  let latest: { readonly store: object; readonly writes: number; readonly found: Promise<Objects> } | undefined;
  return () => {
    const { store } = deps.shop;
    const { writes } = store;
    if (latest?.store !== store || latest.writes !== writes) latest = { store, writes, found: passOver(deps) };
    return latest.found;
  };
};
