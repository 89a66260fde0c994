import type { PredictionModel } from '#lib/core/predictions/prediction-model.ts';
import { checkModel } from '#lib/core/segments/check/check-model.ts';
import { textOption } from '../command/options.ts';
import { jsonIn } from './json-in.ts';

/** The model of a command that decides or describes by a catalogue. */
export const modelOption = {
  model: textOption('FILE', 'A fitted model, as patron fit writes it, in place of the "predict" of the catalogue.'),
};

/**
 * Loads a fitted model from its file.
 *
 * @throws {Error} when the file cannot be read or does not fit, with its name and every field at fault.
 */
export const loadModel = async (file: string): Promise<PredictionModel> =>
  checkModel(await jsonIn(file, 'a model'), file);
