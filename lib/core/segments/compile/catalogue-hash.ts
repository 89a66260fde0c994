import { fingerprint } from '#events/fingerprint.ts';
import type { PredictionModel } from '../../predictions/prediction-model.ts';
import type { CatalogueSource } from '../language/language.ts';

/** JSON without the shop's own notes, which decide nothing, and without the name of its schema. */
export const withoutNotes = (json: object): object =>
  JSON.parse(
    JSON.stringify(json, (key, value: unknown) => (key.startsWith('x-') || key === '$schema' ? undefined : value)),
  );

const labels: ReadonlySet<string> = new Set<keyof PredictionModel>(['asOf', 'fit', 'quality', 'warnings']);

/** A model without what decides nothing: when and on what it was fitted, how well it foretold what came, what it warns of. */
export const withoutLabels = (model: PredictionModel): object =>
  Object.fromEntries(Object.entries(model).filter(([name]) => !labels.has(name)));

const decidingPart = (source: CatalogueSource): object =>
  source.predict ? { ...source, predict: withoutLabels(source.predict) } : source;

/**
 * The number of the semantics: raised whenever what a condition means changes, or what is kept of a profile. A release that
 * raises it folds everyone again, with origin `backfill`, and says so in the changelog. 0.2.0 had none.
 */
const semantics = 1;

/** Changes whenever a definition does, or what it means: profiles are decided again by another hash than theirs. */
export const catalogueHash = (source: CatalogueSource): string =>
  fingerprint('catalogue', { semantics, source: withoutNotes(decidingPart(source)) });

/** A catalogue as it is deployed: with its hash, so that no cold start works it out. */
export interface HashedCatalogue {
  readonly hash: string;
  readonly source: CatalogueSource;
}

export const withHash = (source: CatalogueSource): HashedCatalogue => ({ hash: catalogueHash(source), source });
