import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import type { CatalogueSource, Segment } from '#lib/core/segments/language/language.ts';
import { parseCondition } from '#lib/core/segments/language/parse-condition.ts';
import { parseDuration } from '#lib/core/time/duration.ts';
import { cached, project } from '../data/cache.ts';
import { measuredProgram, type Usage } from '../process/measured-process.ts';
import { runProgram } from '../process/run-program.ts';

const version = '0.21.1';

/**
 * Makes a Python environment with bytewax in the cache, once.
 *
 * @returns the path of its interpreter.
 * @throws {Error} where there is no Python 3 with venv and pip, or the package cannot be had.
 */
export const bytewaxPython = async (): Promise<string> => {
  const folder = await cached(`bytewax-${version}`, [], async (made) => {
    await runProgram('python3', ['-m', 'venv', made], { cwd: project });
    const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `bytewax==${version}`];
    await runProgram(join(made, 'bin', 'python'), install, { cwd: project });
  });
  return join(folder, 'bin', 'python');
};

/** Three orders in 180 days: a segment of the default catalogue that one window decides. */
const regulars = defaultCatalogue.segments.find(({ key }) => key === 'regulars') as Segment;

export const oneWindow: CatalogueSource = { currency: defaultCatalogue.currency, segments: [regulars] };

/** The least number of events and the length of the window in milliseconds. */
const windowOf = ({ when }: Segment): readonly [least: number, length: number] => {
  const condition = parseCondition(when);
  const { gte } = condition.form === 'count' ? condition.is : {};
  const { within } = condition.form === 'count' ? condition.events : {};
  const length = within === undefined ? undefined : parseDuration(within);
  if (typeof gte === 'number' && length !== undefined) return [gte, length];
  throw new Error('Cannot say regulars as one window: it is not a least number of events within a length of time');
};

const bytewaxChanges = (folder: string): string => join(folder, 'bytewax.txt');

/** Runs the one window over a file of events, and writes its changes into a folder. */
export const runBytewax = async (python: string, folder: string, events: string): Promise<Usage> => {
  await writeFile(bytewaxChanges(folder), '');
  const [least, length] = windowOf(regulars);
  const program = 'bench/programs/window_count.py';
  return measuredProgram(python, [program, events, bytewaxChanges(folder), String(least), String(length)]);
};

const linesIn = async (file: string): Promise<readonly string[]> =>
  (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');

interface Change {
  readonly customerId?: string;
  readonly anonymousId?: string;
  readonly status: string;
  readonly effectiveAt: string;
}

const personOf = ({ customerId, anonymousId = '' }: Change): string => customerId ?? `~${anonymousId}`;

const ourEntries = async (folder: string): Promise<readonly string[]> =>
  (await linesIn(join(folder, 'out', 'changes.jsonl')))
    .map((line) => (JSON.parse(line) as { readonly detail: Change }).detail)
    .filter(({ status }) => status === 'entered')
    .map((change) => `${personOf(change)} entered ${Date.parse(change.effectiveAt)}`);

/**
 * Makes sure that both have seen the same entries of the same people at the same instants; exits come with a later event there, or never.
 *
 * @returns how many entries there are.
 * @throws {Error} where any differ.
 */
export const refuseOtherEntries = async (folder: string): Promise<number> => {
  const ours = new Set(await ourEntries(folder));
  const theirs = new Set((await linesIn(bytewaxChanges(folder))).filter((line) => line.includes(' entered ')));
  const both = [...theirs].filter((line) => ours.has(line)).length;
  const differing = ours.size + theirs.size - 2 * both;
  if (differing > 0) throw new Error(`Cannot compare with bytewax: ${differing} entries differ from Patron’s`);
  return ours.size;
};
