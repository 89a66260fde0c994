import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { randomFrom } from '#lib/tools/demo/random.ts';
import { sample } from './sample.ts';

const help = `Changes lines of the core one by one and runs the tests against each change; whatever they do not notice is printed.

  --spans N  how many spans of eight lines are drawn from each folder, 8 by default
  --seed N   which spans are drawn, 1 by default
  --all      takes all lines, which takes hours

Ends with the share that was noticed, and with status 1 where that is below the bound in test/mutation/stryker/stryker.config.json.
`;

const root = join(import.meta.dirname, '..', '..');
const stryker = join(root, 'test', 'mutation', 'stryker');
/** Where Stryker is installed, below the project, so that it finds the project's vitest. */
const installed = join(root, '.cache', 'stryker');

/** The folders of the core that decide something; a catalogue is data, and words are read by people. */
const folders = [
  'lib/core/engine',
  'lib/core/measures',
  'lib/core/profile',
  'lib/core/segments/{check,compile,explain,language}',
  'lib/core/time',
];

const options = {
  spans: { type: 'string', default: '8' },
  seed: { type: 'string', default: '1' },
  all: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

const wholeNumber = (name: string, value: string): number => {
  if (/^[1-9]\d{0,8}$/u.test(value)) return Number(value);
  throw new Error(`Cannot take --${name} as a number from 1: current value is ${value}`);
};

const filesIn = (folder: string): readonly string[] => globSync(`${folder}/**/*.ts`, { cwd: root }).toSorted();

const sources = (folder: string) =>
  filesIn(folder).map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

/** @returns the process's exit status. */
const main = (): number => {
  const { values } = parseArgs({ options });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const random = randomFrom(wholeNumber('seed', values.seed));
  const drawn = sample(folders.map(sources), wholeNumber('spans', values.spans), random);
  const mutated = values.all ? folders.flatMap(filesIn) : drawn;
  cpSync(stryker, installed, { recursive: true });
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: installed, stdio: 'inherit' });
  const program = join(installed, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
  const args = [program, 'run', join(stryker, 'stryker.config.json'), '--mutate', mutated.join(',')];
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;
};

try {
  process.exitCode = main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
