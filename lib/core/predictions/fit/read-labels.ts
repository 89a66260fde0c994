import * as z from 'zod/mini';
import type { PredictionModel } from '../prediction-model.ts';
import type { FittedModel } from './fitted-model.ts';

const accuracy = { mae: z.number(), rmse: z.number(), totalRatio: z.number(), auc: z.number() };

const quality = z.object({
  ...accuracy,
  holdout: z.string(),
  customers: z.exactOptional(z.number()),
  brier: z.number(),
  brierOfBaseRate: z.number(),
  baselines: z.object({
    rate: z.object(accuracy),
    lastPeriod: z.object(accuracy),
    recencyFrequency: z.exactOptional(z.object({ ...accuracy, brier: z.number() })),
  }),
  calibration: z.array(z.object({ expected: z.number(), seen: z.number() })),
});

const fit = z.object({
  customers: z.number(),
  cells: z.number(),
  logLikelihood: z.number(),
  alternatives: z.array(
    z.object({ k: z.number(), logLikelihood: z.number(), boundary: z.exactOptional(z.array(z.string())) }),
  ),
});

type Labels = Pick<FittedModel, 'quality' | 'fit' | 'warnings'>;

const labels = { quality, fit, warnings: z.array(z.string()) };

/** The labels of a model that are as `patron fit` writes them: a catalogue may hold anything there, since they decide nothing. */
export const readLabels = (model: PredictionModel): Partial<Labels> & Pick<Labels, 'warnings'> => {
  const [qualityRead, fitRead, warningsRead] = [
    labels.quality.safeParse(model.quality),
    labels.fit.safeParse(model.fit),
    labels.warnings.safeParse(model.warnings),
  ];
  return {
    ...(qualityRead.success && { quality: qualityRead.data }),
    ...(fitRead.success && { fit: fitRead.data }),
    warnings: warningsRead.success ? warningsRead.data : [],
  };
};
