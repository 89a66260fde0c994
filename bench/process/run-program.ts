import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';

/** How a process is started. */
interface Surroundings {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** The output of a process that has ended. */
export interface Ended {
  readonly output: string;
  /** The text it wrote to file descriptor 3. */
  readonly aside: string;
  /** From the start of the process until its end was known. */
  readonly elapsedMs: number;
}

/** The line of a stack that names the error; otherwise the last line. */
const complaintIn = (errors: string): string => {
  const lines = errors.trim().split('\n');
  return lines.find((line) => /Error\b/.test(line)) ?? lines.at(-1) ?? '';
};

/**
 * Runs a program to its end.
 *
 * @throws {Error} where it is not there, or ends with a status other than 0; the message is the line that names the error.
 */
export const runProgram = async (
  program: string,
  args: readonly string[],
  surroundings: Surroundings,
): Promise<Ended> => {
  const began = performance.now();
  const child = spawn(program, args, { ...surroundings, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
  const ended = new Promise<{ readonly status: number | null; readonly elapsedMs: number }>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (status) => resolve({ status, elapsedMs: performance.now() - began }));
  });
  const [{ status, elapsedMs }, output, errors, aside] = await Promise.all([
    ended,
    text(child.stdout as Readable),
    text(child.stderr as Readable),
    text(child.stdio[3] as Readable),
  ]);
  if (status === 0) return { output, aside, elapsedMs };
  throw new Error(
    `Cannot go on: ${basename(program)} ${args[0] ?? ''} ended with status ${String(status)}: ${complaintIn(errors)}`,
  );
};

/** Runs a Node process to its end, as any program. */
export const runNode = (args: readonly string[], surroundings: Surroundings): Promise<Ended> =>
  runProgram(process.execPath, args, surroundings);
