import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { PatronSettings } from '#infra/settings/settings.ts';
import { commandTimeoutMs, workFolder, type Emulator } from './emulator.ts';

/** The catalogue of this tier: short windows, so that timers fire while it runs. */
export const catalogueFile = 'test/deploy/catalogue.json';

/** The settings of a stage's file. */
export type StageSettings = Partial<Omit<PatronSettings, 'catalogue'>> & { readonly catalogue?: string };

/** Deploys both stacks. */
export const deployAll = ['deploy', '--all', '--require-approval', 'never'] as const;

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

/** The CDK's own rules take a third of a synthesis. Templates are held to them in test/infra, whatever their stage. */
const withoutRules = { CDK_VALIDATION: 'false' };

/** Runs the CDK's command line against the emulator, for the stage that the parameters name. Throws as `runCdk` does. */
export const runBareCdk = async ({ environment }: Emulator, parameters: readonly string[]): Promise<string> => {
  const context = ['-c', 'emulated=true'];
  const output = ['--output', resolve(workFolder, 'cdk.out'), '--ci', '--no-color', '--no-notices'];
  const env = { ...environment, ...withoutRules };
  const options = { env, timeout: commandTimeoutMs };
  const child = spawn(resolve('node_modules/.bin/cdk'), [...parameters, ...context, ...output], options);
  const log = createWriteStream(resolve(workFolder, `cdk-${String(parameters[0])}.log`));
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed.push(text);
      log.write(text);
    });
  }
  const status = await new Promise((done) => {
    child.once('close', done);
  });
  log.end();
  const text = printed.join('');
  if (status === 0) return text;
  throw new Error(`Cannot run cdk ${parameters.join(' ')}: current status is ${String(status)}\n${text.slice(-8000)}`);
};
