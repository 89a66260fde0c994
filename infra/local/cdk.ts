import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { commandTimeoutMs, workFolder, type Emulator } from './emulator.ts';

/** Deploys both stacks. */
export const deployAll = ['deploy', '--all', '--require-approval', 'never'] as const;

/** The CDK's own rules take a third of a synthesis. Templates are held to them in test/infra, whatever their stage. */
const withoutRules = { CDK_VALIDATION: 'false' };

/**
 * Runs the CDK's command line against a local AWS, for the stage that the parameters name.
 *
 * @param signal - ends it.
 * @returns all that it printed.
 * @throws {Error} with what it printed last, when it ends with another status than 0.
 */
export const runBareCdk = async (
  { environment }: Emulator,
  parameters: readonly string[],
  signal?: AbortSignal,
): Promise<string> => {
  const context = ['-c', 'emulated=true'];
  const output = ['--output', resolve(workFolder, 'cdk.out'), '--ci', '--no-color', '--no-notices'];
  const env = { ...environment, ...withoutRules };
  const options = { env, timeout: commandTimeoutMs, ...(signal && { signal }) };
  const child = spawn(resolve('node_modules/.bin/cdk'), [...parameters, ...context, ...output], options);
  const log = createWriteStream(resolve(workFolder, `cdk-${String(parameters[0])}.log`));
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed.push(text);
      log.write(text);
    });
  }
  const status = await new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', done);
  });
  log.end();
  const text = printed.join('');
  if (status === 0) return text;
  throw new Error(`Cannot run cdk ${parameters.join(' ')}: current status is ${String(status)}\n${text.slice(-8000)}`);
};
