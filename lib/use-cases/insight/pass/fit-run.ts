import { allRegularities, fitModel } from '#lib/core/predictions/fit/fit-model.ts';
import type { FittedModel } from '#lib/core/predictions/fit/fitted-model.ts';
import { FitRefusedError } from '#lib/core/predictions/fit/refusals.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { ObjectStore } from '#lib/ports/objects/object-store.ts';
import { readBuyers, type BuyersKept } from './gathered-buyers.ts';

/** A model as `patron fit` writes it, or what the data lack for one. Plain JSON. */
export type RunModel = FittedModel | { readonly missing: string };

/** Fits a model to the buyers that a run has gathered. */
export const fitRun = async (objects: ObjectStore, kept: BuyersKept, { calendar }: Catalogue): Promise<RunModel> => {
  try {
    const { buyers, asOf } = await readBuyers(objects, kept);
    return fitModel(buyers, { asOf, calendar, regularities: allRegularities });
  } catch (error) {
    if (!(error instanceof FitRefusedError)) throw error;
    return { missing: error.message };
  }
};
