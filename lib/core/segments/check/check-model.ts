import * as z from 'zod/mini';
import type { PredictionModel } from '../../predictions/prediction-model.ts';
import { faultLine } from './catalogue-error.ts';
import { predictionSchema } from './prediction-schema.ts';
import { schemaFaults } from './schema-faults.ts';
import { uncopiedKeys } from './uncopied-keys.ts';

/**
 * Checks a model as it was read from JSON: the whole of what `patron fit` writes.
 *
 * @param name - the model as the error names it, such as its file.
 * @throws {Error} where it does not fit, with every fault: its field, what must be there and what was seen.
 */
export const checkModel = (json: unknown, name: string): PredictionModel => {
  const { error } = z.safeParse(predictionSchema, json);
  const faults = [...uncopiedKeys(json), ...(error ? schemaFaults(error, json) : [])];
  if (faults.length === 0) return json as PredictionModel;
  const lines = faults.map((fault) => faultLine({ ...fault, path: fault.path || 'it' }).replace(': ', ' '));
  throw new Error(`Cannot use ${name} as a model: ${lines.join('; ')}`);
};
