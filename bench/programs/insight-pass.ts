import { compile } from '#lib/core/segments/compile/compile.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import { folderObjects } from '#lib/ports/objects/folder-objects.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { runInsight } from '#lib/use-cases/insight/pass/run-insight.ts';

/** Passes over a store for insight: `insight-pass.ts STORE FOLDER PARTS`. */
const [file = '', folder = '', parts = '4'] = process.argv.slice(2);
const store = openEmbeddedStore(file);
const kept = await store.catalogues.latest();
if (kept === undefined) throw new Error(`Cannot pass over ${file}: it keeps no catalogue`);
// As of when the latest event arrived: who will leave is counted from then on, and later everybody would have left by now.
const [latest] = store.recent.events(1);
const behind = latest && 'arrivedAt' in latest ? Date.now() - latest.arrivedAt : 0;
const run = await runInsight(
  {
    store,
    objects: folderObjects(folder),
    catalogue: { source: compile(kept.source).source, deployment: kept.deployment },
    now: () => Date.now() - behind,
    newId: () => 'benchmark',
    publisher: { publish: async () => [] },
    ...noPauses,
  },
  { parts: Number(parts) },
);
store.close();
if (run.outcome !== 'done') throw new Error(`Cannot measure a pass that ends as ${run.outcome}`);
