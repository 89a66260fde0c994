import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { runNode } from '../process/run-program.ts';

/** A function's bundle as it is deployed. */
export interface Bundle {
  readonly name: string;
  /** Where `index.js` lies, and whatever is deployed beside it. */
  readonly folder: string;
  /** The function's environment variables; undefined where only the deployment knows the value. */
  readonly variables: readonly (readonly [name: string, value: string | undefined])[];
}

/** A value of the form that a function expects, where only the deployment knows the real one. */
const standIn = (name: string): string => {
  if (name === 'DEPLOYMENT') return '1';
  if (name.endsWith('URL')) return 'https://sqs.eu-west-1.amazonaws.com/123456789012/events.fifo';
  return name.endsWith('ARN') ? 'arn:aws:sqs:eu-west-1:123456789012:events.fifo' : 'customers';
};

/** The environment in which a bundle runs as it is deployed. */
export const environmentOf = ({ folder, variables }: Bundle): NodeJS.ProcessEnv => ({
  LAMBDA_TASK_ROOT: folder,
  AWS_REGION: 'eu-west-1',
  ...Object.fromEntries(variables.map(([name, value]) => [name, value ?? standIn(name)])),
});

/** The time that loading a bundle took. */
export interface Load {
  /** From before the bundle is read until its handler is there. */
  readonly loadMs: number;
  /** How long processors worked for that. */
  readonly cpuMs: number;
  /** The whole process, from its start to its end. */
  readonly processMs: number;
}

/** Loads a bundle once in a fresh process, as Lambda does. */
export const loadBundle = async (bundle: Bundle): Promise<Load> => {
  const index = JSON.stringify(join(bundle.folder, 'index.js'));
  const program = `const [before, used] = [performance.now(), process.cpuUsage()];
    const { handler } = require(${index});
    const took = performance.now() - before;
    const { user, system } = process.cpuUsage(used);
    if (typeof handler !== 'function') throw new Error('there is no handler in ${bundle.name}');
    process.stdout.write(JSON.stringify({ loadMs: took, cpuMs: (user + system) / 1000 }));`;
  const { output, elapsedMs } = await runNode(['-e', program], { cwd: bundle.folder, env: environmentOf(bundle) });
  return { ...(JSON.parse(output) as Pick<Load, 'loadMs' | 'cpuMs'>), processMs: elapsedMs };
};

/** The size of the bundle, and of everything that is deployed with the function, in bytes. */
export const sizesOf = async ({ folder }: Bundle): Promise<{ readonly bundle: number; readonly deployed: number }> => {
  const files = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).size));
  const { size: bundle } = await stat(join(folder, 'index.js'));
  return { bundle, deployed: sizes.reduce((sum, size) => sum + size, 0) };
};
