import { fitModel, type FitRequest } from '#lib/core/predictions/fit/fit-model.ts';
import type { FittedModel } from '#lib/core/predictions/fit/fitted-model.ts';
import { BuyerSpool } from './buyer-spool.ts';
import { gatherBuyers, type Gathering } from './gather-buyers.ts';

/** A fit over the people of a store. */
export interface PeopleFit extends Gathering, Pick<FitRequest, 'regularities' | 'holdoutDays'> {}

/**
 * Fits a model to the people of a store, who are read once.
 *
 * @throws {FitRefusedError} for data that no model can be fitted to, or one that foretells nothing.
 */
export const fitPeople = async (fit: PeopleFit): Promise<FittedModel> => {
  const spool = new BuyerSpool();
  try {
    const asOf = await gatherBuyers(fit, spool);
    const { regularities, holdoutDays, catalogue } = fit;
    return fitModel(spool, { asOf, calendar: catalogue.calendar, regularities, holdoutDays });
  } finally {
    spool.close();
  }
};
