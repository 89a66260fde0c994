import type { CatalogueSource } from '#lib/core/segments/language/language.ts';

/** A catalogue by which profiles of a store were decided. */
export interface KeptCatalogue {
  /** The number of the deployment that decides by it; 0 for a replay. */
  readonly deployment: number;
  readonly source: CatalogueSource;
}

/**
 * Keeps the catalogues by which the profiles of a store were decided, one for each deployment, for those who read the
 * store later. One contract suite holds every implementation to this.
 */
export interface CatalogueKeeper {
  /** Keeps a catalogue; one of the same deployment takes its place. */
  keep(catalogue: KeptCatalogue): Promise<void>;
  /** That of the highest deployment; undefined where none was kept yet. */
  latest(): Promise<KeptCatalogue | undefined>;
}
