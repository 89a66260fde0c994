import { readdirSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import { isRecord } from '#events/is-record.ts';
import type { PredictionModel } from '#lib/core/predictions/prediction-model.ts';
import { checkModel } from '#lib/core/segments/check/check-model.ts';
import { nearestName } from '#lib/core/nearest-name.ts';
import { checkedCatalogue } from '../settings/catalogue.ts';
import { checkSettings } from '../settings/check-settings.ts';
import { jsonIn } from '../settings/json-file.ts';
import { readProducers } from '../settings/producers.ts';
import type { Settings } from '../settings/settings.ts';

/**
 * Reads the file of a stage. Paths of `catalogue`, `model` and `producers` are relative to it.
 *
 * @param folder - the folder of the stages' files.
 * @param stage - the stage's name, or the path of a stage's file elsewhere; undefined where none was given.
 * @throws {Error} when there is no such stage, or its file does not fit.
 */
export const readStage = (folder: string, stage: string | undefined): Settings => {
  const file = stage?.endsWith('.json') ? resolve(stage) : resolve(folder, `${namedIn(folder, stage)}.json`);
  const shown = relative(process.cwd(), file);
  const json = jsonIn(file, 'a stage');
  if (!isRecord(json)) throw new Error(`Cannot read ${shown} as a stage: it must be an object of settings`);
  const given = { name: basename(file, '.json'), ...settingsIn(json) };
  return checkSettings({ ...given, ...filesOf(json, dirname(file)) }, shown);
};

/** A file without the JSON Schema that it names for an editor. */
const settingsIn = (json: Json): Json => Object.fromEntries(Object.entries(json).filter(([key]) => key !== '$schema'));

const namedIn = (folder: string, stage: string | undefined): string => {
  const stages = readdirSync(folder).flatMap((file) => (file.endsWith('.json') ? [file.replace(/\.json$/, '')] : []));
  if (stage !== undefined && stages.includes(stage)) return stage;
  if (stage === undefined)
    throw new Error(
      `Cannot choose a stage: give -c stage=NAME for the settings in ${relative(process.cwd(), folder)}/NAME.json, current stages are ${stages.join(', ')}`,
    );
  const near = nearestName(stage, stages);
  const hint = near === undefined ? '' : ` (the nearest is ${near})`;
  throw new Error(`Cannot find the stage ${stage}: current stages are ${stages.join(', ')}${hint}`);
};

type Json = Readonly<Record<string, unknown>>;

/** The contents of the files that a stage names. */
const filesOf = ({ catalogue, model, producers }: Json, folder: string) => {
  const fitted = typeof model === 'string' ? modelIn(resolve(folder, model)) : undefined;
  return {
    ...(typeof catalogue === 'string' &&
      catalogue !== 'default' && { catalogue: catalogueIn(resolve(folder, catalogue), fitted) }),
    ...(fitted && { model: fitted }),
    ...(typeof producers === 'string' && { producers: readProducers(resolve(folder, producers)) }),
  };
};

const modelIn = (file: string): PredictionModel => checkModel(jsonIn(file, 'a model'), file);

const catalogueIn = (file: string, model: PredictionModel | undefined) =>
  checkedCatalogue(jsonIn(file, 'a catalogue'), file, model);
