import { project } from '../data/cache.ts';
import { runNode } from './run-node.ts';

const hook = new URL('../programs/report-usage.ts', import.meta.url).href;

/** What a process took from its start to its end. */
export interface Usage {
  readonly elapsedMs: number;
  /** Of all its threads. */
  readonly cpuMs: number;
  /** The most memory that was resident. */
  readonly peakBytes: number;
  /** What it printed. */
  readonly output: string;
}

/**
 * Runs a program in a Node process of its own.
 *
 * @param args - the program's file, from the project's root, and its arguments.
 * @throws {Error} where it ends with another status than 0.
 */
export const measuredProcess = async (args: readonly string[]): Promise<Usage> => {
  const { aside, ...ended } = await runNode(['--import', hook, ...args], { cwd: project });
  return { ...ended, ...(JSON.parse(aside) as Pick<Usage, 'cpuMs' | 'peakBytes'>) };
};
