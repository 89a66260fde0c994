import { noPauses } from '#lib/ports/backoff.ts';
import { folderObjects } from '#lib/ports/objects/folder-objects.ts';
import type { ObjectStore } from '#lib/ports/objects/object-store.ts';
import type { OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { RunResults } from '#lib/use-cases/insight/pass/announce-results.ts';
import { keys } from '#lib/use-cases/insight/pass/keys.ts';
import type { RunStores } from '#lib/use-cases/insight/pass/open-stage.ts';
import type { RunInsightDeps } from '#lib/use-cases/insight/pass/run-insight.ts';
import { newFolder } from '#test/support/folder.ts';

/** What a run needs, over a store, with a clock that moves by a millisecond whenever somebody looks at it. */
export const insightOver = (store: RunStores['store'], { source, deployment }: Catalogue) => {
  let [now, ids] = [Date.UTC(2027, 0, 17), 0];
  const announced: OutgoingEntry[] = [];
  const deps: RunInsightDeps = {
    store,
    objects: folderObjects(newFolder()),
    catalogue: { source, deployment },
    now: () => (now += 1),
    newId: () => `id-of-run-${(ids += 1)}`,
    publisher: {
      publish: async (entries) => {
        announced.push(...entries);
        return [];
      },
    },
    ...noPauses,
  };
  return { deps, announced };
};

/** The text of an object. */
export const textOf = async (objects: ObjectStore, key: string): Promise<string> => {
  const body = await objects.get(key);
  if (body === undefined) throw new Error(`Expected an object under ${key}`);
  return new TextDecoder().decode(body);
};

/** The results of the latest run, by the name of each: `compare/rich`. */
export const latestResults = async (objects: ObjectStore): Promise<ReadonlyMap<string, string>> => {
  const { run, results } = JSON.parse(await textOf(objects, keys.latest)) as RunResults;
  const texts = new Map<string, string>();
  for (const { key } of results)
    texts.set(key.slice(`results/${run}/`.length, -'.json'.length), await textOf(objects, key));
  return texts;
};
