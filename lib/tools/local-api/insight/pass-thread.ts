/** The thread of a pass for insight: makes it over the file in `workerData`, posts the results, and keeps them in a file. */
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { openEmbeddedReader } from '#lib/ports/store/embedded/embedded-store.ts';
import { writeInsight } from './insight-file.ts';
import { insightPass } from './insight-pass.ts';
import type { ThreadAsked } from './pass-in-thread.ts';

if (parentPort === null) throw new Error('Cannot make a pass as a thread: current value is the main thread');

const { file, keep, ...pass } = workerData as ThreadAsked;

const behindOthers = 10;

// Nobody waits for it: it works when nothing else does. Elsewhere a priority is that of the whole process.
if (process.platform === 'linux') setPriority(behindOthers);

const store = openEmbeddedReader(file);
try {
  const results = await insightPass(store, pass);
  parentPort.postMessage(results, []);
  if (keep) await writeInsight(keep.path, keep.head, results);
} finally {
  store.close();
}
