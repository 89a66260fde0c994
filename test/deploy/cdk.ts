import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { workFolder, type Emulator } from './emulator.ts';

/** The catalogue of this tier: short windows, so that timers fire while it runs. */
export const catalogueFile = 'test/deploy/catalogue.json';

/**
 * Runs the CDK's command line against the emulator, with the catalogue of this tier unless another one is given.
 *
 * @returns all that it printed.
 * @throws {Error} with what it printed last, when it ends with another status than 0.
 */
export const runCdk = async ({ environment }: Emulator, ...parameters: readonly string[]): Promise<string> => {
  const context = ['-c', 'emulated=true', '-c', `catalogue=${catalogueFile}`];
  const output = ['--output', resolve(workFolder, 'cdk.out'), '--ci', '--no-color', '--no-notices'];
  // Of two values of one name the later counts.
  const all = [...context, ...output, ...parameters];
  const child = spawn(resolve('node_modules/.bin/cdk'), all, { env: environment });
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
  throw new Error(`Cannot run cdk ${parameters.join(' ')}: current status is ${String(status)}\n${text.slice(-4000)}`);
};
