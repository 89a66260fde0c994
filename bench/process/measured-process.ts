import { project } from '../data/cache.ts';
import { runNode } from './run-node.ts';

const hook = new URL('../programs/report-usage.ts', import.meta.url).href;

/** The resources that a process used from its start to its end. */
export interface Usage {
  readonly elapsedMs: number;
  /** All its threads together. */
  readonly cpuMs: number;
  /** The most memory that was resident. */
  readonly peakBytes: number;
  /** Its standard output. */
  readonly output: string;
}

/**
 * Runs a program in a Node process of its own.
 *
 * @param args - the program's file, from the project's root, and its arguments.
 * @throws {Error} where it ends with a status other than 0.
 */
export const measuredProcess = async (args: readonly string[]): Promise<Usage> => {
  const { aside, ...ended } = await runNode(['--import', hook, ...args], { cwd: project });
  return { ...ended, ...(JSON.parse(aside) as Pick<Usage, 'cpuMs' | 'peakBytes'>) };
};
