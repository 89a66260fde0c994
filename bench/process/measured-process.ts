import { project } from '../data/cache.ts';
import { runNode, runProgram, type Ended } from './run-program.ts';

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

const measured = ({ aside, ...ended }: Ended): Usage => ({
  ...ended,
  ...(JSON.parse(aside) as Pick<Usage, 'cpuMs' | 'peakBytes'>),
});

/**
 * Runs a program in a Node process of its own.
 *
 * @param args - the program's file, from the project's root, and its arguments.
 * @throws {Error} where it ends with a status other than 0.
 */
export const measuredProcess = async (args: readonly string[]): Promise<Usage> =>
  measured(await runNode(['--import', hook, ...args], { cwd: project }));

/**
 * Runs a program that is not Node's, and says by itself what it used, as `report-usage.ts` does.
 *
 * @throws {Error} where it is not there, or ends with a status other than 0.
 */
export const measuredProgram = async (program: string, args: readonly string[]): Promise<Usage> =>
  measured(await runProgram(program, args, { cwd: project }));
