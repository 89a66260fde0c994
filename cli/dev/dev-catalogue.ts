import { existsSync } from 'node:fs';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { loadCatalogue } from '../input/catalogue-option.ts';
import { keptCatalogue } from '../input/known-catalogue.ts';
import { withStore } from '../input/store-options.ts';
import type { DevValues } from './dev-options.ts';

const catalogueIn = (store: string): Promise<Catalogue | undefined> =>
  withStore({ store }, { kept: (opened) => keptCatalogue(opened), table: async () => undefined });

/** The catalogue that was given, or else the one that the store keeps, or else the one that comes with Patron. */
export const devCatalogue = async ({ segments, store }: Pick<DevValues, 'segments' | 'store'>): Promise<Catalogue> => {
  const kept =
    segments === undefined && store !== undefined && existsSync(store) ? await catalogueIn(store) : undefined;
  return kept ?? loadCatalogue({ segments });
};
