import { isRecord } from '#events/is-record.ts';
import type { PredictionModel } from '../../predictions/prediction-model.ts';

/** A catalogue as it was read from JSON, with a model, if one is given, in place of its own. */
export const withModel = (json: unknown, model: PredictionModel | undefined): unknown =>
  model !== undefined && isRecord(json) ? { ...json, predict: model } : json;
