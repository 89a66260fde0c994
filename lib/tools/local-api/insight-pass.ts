import { noPauses } from '#lib/ports/backoff.ts';
import { memoryObjects } from '#lib/ports/objects/memory-objects.ts';
import type { ObjectStore } from '#lib/ports/objects/object-store.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { RunCatalogue, RunStores } from '#lib/use-cases/insight/pass/open-stage.ts';
import { runInsight } from '#lib/use-cases/insight/pass/run-insight.ts';

/** What a pass goes by. Plain JSON. */
export interface PassAsked {
  readonly catalogue: RunCatalogue;
  /** When it begins. */
  readonly at: Instant;
  /** An id that no other pass has. */
  readonly id: string;
}

/** What a pass over everybody finds in a store on this machine. Its clock stands still, so that it reads the store in one go. */
export const insightPass = async (
  store: RunStores['store'],
  { catalogue, at, id }: PassAsked,
): Promise<Pick<ObjectStore, 'get'>> => {
  const objects = memoryObjects();
  const publisher = { publish: async () => [] };
  await runInsight({ store, objects, catalogue, publisher, now: () => at, newId: () => id, ...noPauses }, { parts: 1 });
  return objects;
};
