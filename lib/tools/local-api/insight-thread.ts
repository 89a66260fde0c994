/** The thread of a pass for insight: makes it over the file in `workerData`, and posts the results by their keys. */
import { parentPort, workerData } from 'node:worker_threads';
import { openEmbeddedReader, type EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import type { RunResults } from '#lib/use-cases/insight/pass/announce-results.ts';
import { mustGetJson } from '#lib/use-cases/insight/pass/json-objects.ts';
import { keys } from '#lib/use-cases/insight/pass/keys.ts';
import { insightPass } from './insight-pass.ts';
import type { PassedResults, ThreadAsked } from './insight-in-thread.ts';

if (parentPort === null) throw new Error('Cannot make a pass as a thread: current value is the main thread');

const { file, ...asked } = workerData as ThreadAsked;

const passOver = async (store: EmbeddedStore): Promise<PassedResults> => {
  const objects = await insightPass(store, asked);
  const { results } = await mustGetJson<RunResults>(objects, keys.latest);
  const found = new Map<string, Uint8Array>();
  for (const key of [keys.latest, ...results.map((result) => result.key)]) {
    const body = await objects.get(key);
    if (body !== undefined) found.set(key, body);
  }
  return found;
};

const store = openEmbeddedReader(file);
try {
  parentPort.postMessage(await passOver(store), []);
} finally {
  store.close();
}
