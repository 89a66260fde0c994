import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { PatronSettings } from '#infra/settings/settings.ts';
import { runBareCdk } from '#infra/local/cdk.ts';
import { workFolder, type Emulator } from '#infra/local/emulator.ts';

/** The catalogue of this tier: short windows, so that timers fire while it runs. */
export const catalogueFile = 'test/deploy/catalogue.json';

/** The settings of a stage's file. */
export type StageSettings = Partial<Omit<PatronSettings, 'catalogue'>> & { readonly catalogue?: string };

/** Writes the file of a stage, and returns the option that chooses it. */
export const stageOf = (settings: StageSettings): readonly string[] => {
  const stage = { name: 'patron', producers: [], ...settings, catalogue: resolve(settings.catalogue ?? catalogueFile) };
  const folder = resolve(workFolder, 'stages');
  mkdirSync(folder, { recursive: true });
  const file = resolve(folder, `${stage.name}.json`);
  writeFileSync(file, JSON.stringify(stage));
  return ['-c', `stage=${file}`];
};

/**
 * Runs the CDK's command line against the emulator, for a stage with the catalogue of this tier unless another one is given.
 *
 * @returns all that it printed.
 * @throws {Error} with what it printed last, when it ends with another status than 0.
 */
export const runCdk = async (
  emulator: Emulator,
  parameters: readonly string[],
  settings: StageSettings = {},
): Promise<string> => runBareCdk(emulator, [...parameters, ...stageOf(settings)]);
