import { noPauses } from '#lib/ports/backoff.ts';
import { memoryObjects } from '#lib/ports/objects/memory-objects.ts';
import type { ObjectStore } from '#lib/ports/objects/object-store.ts';
import { runInsight } from '#lib/use-cases/insight/pass/run-insight.ts';
import { keptWhileUnwritten } from './kept-while-unwritten.ts';
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
export const localInsight = (deps: LocalApiDeps): (() => Promise<Objects>) =>
  keptWhileUnwritten(deps, () => passOver(deps));
