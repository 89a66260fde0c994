import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { Outputs } from './deployed.ts';
import type { Emulator } from './emulator.ts';

/** Runs `patron redrive` against a deployment, for what was refused for one reason. */
export const redrive = ({ environment }: Emulator, { tableName, queueUrl }: Outputs, reason: string): string =>
  execFileSync(
    resolve('node_modules/.bin/node'),
    ['functions/patron.ts', 'redrive', '--table', tableName, '--queue', queueUrl, '--reason', reason],
    { env: environment, encoding: 'utf8' },
  );
