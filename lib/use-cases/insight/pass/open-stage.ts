import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import type { ObjectStore } from '#lib/ports/objects/object-store.ts';
import { Counts } from './counts.ts';
import type { CountsPlan } from './counts-plan.ts';
import { mustGetJson } from './json-objects.ts';
import { keys } from './keys.ts';
import { Overview } from './overview.ts';
import type { Slice } from './run.ts';
import { Samples, type SamplesPlan } from './samples.ts';
import type { RunTerms, StageWork } from './stage-work.ts';

/** The store that a run reads, and where it keeps what it finds. */
export interface RunStores {
  /** Only read. */
  readonly store: Pick<CustomerStore, 'everybody' | 'load' | 'ledger' | 'history' | 'visitors' | 'rowCount'>;
  readonly objects: ObjectStore;
}

/** The catalogue of a run, as it is kept. */
export interface RunCatalogue {
  readonly source: CatalogueSource;
  readonly deployment: number;
}

/** Which run it is, and the fewest people that its figures may rest on. */
export interface RunName {
  readonly run: string;
  readonly minimum: number;
}

const catalogueOf = async (objects: ObjectStore, run: string): Promise<Catalogue> => {
  const { source, deployment } = await mustGetJson<RunCatalogue>(objects, keys.catalogue(run));
  return compile(source, deployment);
};

/** What a run goes by. */
export const openTerms = async ({ store, objects }: RunStores, { run, minimum }: RunName): Promise<RunTerms> => ({
  store,
  minimum,
  catalogue: await catalogueOf(objects, run),
});

const openSamples = async ({ objects }: RunStores, run: string, terms: RunTerms): Promise<Samples> =>
  new Samples(terms, await mustGetJson<SamplesPlan>(objects, keys.plan(run, 'samples')));

const openCounts = async ({ objects }: RunStores, run: string, terms: RunTerms): Promise<Counts> =>
  new Counts(terms, await mustGetJson<CountsPlan>(objects, keys.plan(run, 'counts')));

/** What the work of a stage depends on. */
type StageSlice = Pick<Slice, 'run' | 'startedAt' | 'minimum' | 'stage'>;

/** The work of a stage, before anybody was read. */
export const openStage = async (stores: RunStores, slice: StageSlice): Promise<StageWork> => {
  const { run, startedAt, stage } = slice;
  const terms = await openTerms(stores, slice);
  if (stage === 'overview') return new Overview({ ...terms, startedAt });
  return stage === 'samples' ? openSamples(stores, run, terms) : openCounts(stores, run, terms);
};
