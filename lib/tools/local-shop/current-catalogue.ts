import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { catalogueHash } from '#lib/core/segments/compile/catalogue-hash.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import type { EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { runPass } from '#lib/use-cases/backfill/run-pass.ts';
import { tickAtOnce } from '#lib/use-cases/backfill/tick-at-once.ts';

/** The catalogue as the deployment that decides the store: the next one, where the store keeps another catalogue. */
export const asDeployed = async ({ catalogues }: EmbeddedStore, catalogue: Catalogue): Promise<Catalogue> => {
  const kept = await catalogues.latest();
  if (kept === undefined) return catalogue;
  const isSame = catalogueHash(kept.source) === catalogue.hash;
  return compile(catalogue.source, isSame ? kept.deployment : kept.deployment + 1);
};

/** Decides everybody by a catalogue whom another one decided, as a deployment does, and keeps it. */
export const bringUpToDate = async (store: EmbeddedStore, catalogue: Catalogue, at: Instant): Promise<void> => {
  const deps = { store, catalogue, now: () => at, ...noPauses };
  const ticker = tickAtOnce({ ...deps, together: (work) => store.batched(work) });
  const target = { catalogue: catalogue.hash, deployment: catalogue.deployment };
  // There is no other writer to wait for.
  const alone = { rate: Infinity, parts: 1, patience: [0, 0, 0], announce: async () => {} } as const;
  await runPass({ ...deps, ...alone, target, ticker });
  await store.catalogues.keep(catalogue);
};
