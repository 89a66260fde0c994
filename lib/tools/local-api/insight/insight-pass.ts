import { noPauses } from '#lib/ports/backoff.ts';
import { memoryObjects } from '#lib/ports/objects/memory-objects.ts';
import type { ObjectStore } from '#lib/ports/objects/object-store.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { RunResults } from '#lib/use-cases/insight/pass/announce-results.ts';
import { mustGetJson } from '#lib/use-cases/insight/pass/json-objects.ts';
import { keys } from '#lib/use-cases/insight/pass/keys.ts';
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

/** The results of a pass, and their list, by key. */
export type PassedResults = ReadonlyMap<string, Uint8Array>;

const resultsIn = async (objects: ObjectStore): Promise<PassedResults> => {
  const { run, results } = await mustGetJson<RunResults>(objects, keys.latest);
  const found = new Map<string, Uint8Array>();
  for (const key of [keys.latest, keys.rfm(run), ...results.map((result) => result.key)]) {
    const body = await objects.get(key);
    if (body !== undefined) found.set(key, body);
  }
  return found;
};

/** What a pass finds in a store on this machine. Its clock stands still, so that it reads the store in one go. */
export const insightPass = async (
  store: RunStores['store'],
  { catalogue, at, id }: PassAsked,
): Promise<PassedResults> => {
  const objects = memoryObjects();
  const publisher = { publish: async () => [] };
  await runInsight({ store, objects, catalogue, publisher, now: () => at, newId: () => id, ...noPauses }, { parts: 1 });
  return resultsIn(objects);
};
