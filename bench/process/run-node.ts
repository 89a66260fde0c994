import { spawn } from 'node:child_process';
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
 * Runs a Node process to its end.
 *
 * @throws {Error} where it ends with a status other than 0; the message is the line that names the error.
 */
export const runNode = async (args: readonly string[], surroundings: Surroundings): Promise<Ended> => {
  const began = performance.now();
  const child = spawn(process.execPath, args, { ...surroundings, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
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
  throw new Error(`Cannot go on: node ${args[0] ?? ''} ended with status ${String(status)}: ${complaintIn(errors)}`);
};
