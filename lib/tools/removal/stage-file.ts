import { readdirSync, readFileSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import { isRecord } from '#events/is-record.ts';
import { nearestName } from '#lib/core/nearest-name.ts';
import { parseJson } from '../files/parse-json.ts';

/** Where a deployment is, by its stage. */
export interface Place {
  /** The name of the deployment, with which the name of everything in it begins. */
  readonly name: string;
  /** Undefined for that of the credentials. */
  readonly region: string | undefined;
}

const nameForm = /^[a-z][a-z0-9-]{0,30}[a-z0-9]$/;

const unknownStage = (folder: string, stage: string): Error => {
  const stages = readdirSync(folder).flatMap((file) => (file.endsWith('.json') ? [file.replace(/\.json$/, '')] : []));
  const near = nearestName(stage, stages);
  const hint = near === undefined ? '' : ` (the nearest is ${near})`;
  return new Error(`Cannot find the stage ${stage}: current stages are ${stages.join(', ')}${hint}`);
};

const fileOf = (folder: string, stage: string): string => {
  if (stage.endsWith('.json')) return resolve(stage);
  if (readdirSync(folder).includes(`${stage}.json`)) return resolve(folder, `${stage}.json`);
  throw unknownStage(folder, stage);
};

const jsonOf = (file: string): unknown => {
  try {
    return parseJson(readFileSync(file, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Cannot read ${relative(process.cwd(), file)} as a stage: ${reason}`, { cause });
  }
};

/**
 * Reads where the deployment of a stage is, and nothing else of the stage's file: what it deploys need not be right any more.
 *
 * @param folder - the folder of the stages' files.
 * @param stage - the stage's name, or the path of a stage's file elsewhere.
 * @throws {Error} when there is no such stage, or its file has no usable name.
 */
export const placeOfStage = (folder: string, stage: string): Place => {
  const file = fileOf(folder, stage);
  const json = jsonOf(file);
  const { name = basename(file, '.json'), region } = isRecord(json) ? json : {};
  if (typeof name === 'string' && nameForm.test(name))
    return { name, region: typeof region === 'string' ? region : undefined };
  const shown = relative(process.cwd(), file);
  throw new Error(`Cannot take the name of a deployment from ${shown}: current value is ${JSON.stringify(name)}`);
};
