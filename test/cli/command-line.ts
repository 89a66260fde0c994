import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { runCommandLine } from '#cli/command/run.ts';
import { newFolder } from '#test/support/folder.ts';

const root = join(import.meta.dirname, '..', '..');
const node = join(root, 'node_modules', '.bin', 'node');

/** The outcome of a run. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process that hangs ends before the test that started it. */
const options = {
  cwd: root,
  env: { ...process.env, NO_COLOR: '', FORCE_COLOR: undefined },
  timeout: 240_000,
  killSignal: 'SIGKILL',
} as const;

const runProgram = async (command: string, args: readonly string[], input = ''): Promise<Ran> => {
  const child = spawn(command, args, options);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { status, stdout, stderr };
};

/** Runs the command line in this process, which is many times faster than in one of its own. */
export const patron = async (args: readonly string[]): Promise<Ran> => {
  const written = { stdout: '', stderr: '' };
  const writer = (name: keyof typeof written) => (line: string) => {
    written[name] += `${line}\n`;
  };
  const terminal = {
    print: writer('stdout'),
    printError: writer('stderr'),
    style: (_format: string, line: string) => line,
  };
  return { status: await runCommandLine(args, terminal), ...written };
};

/** Runs the command line as a process of its own, which has a standard input. */
export const patronProcess = (args: readonly string[], input?: string | Buffer): Promise<Ran> =>
  runProgram(node, ['cli/patron.ts', ...args], input as string);

/** Runs a shell command in the project's root. */
export const shell = (command: string): Promise<Ran> => runProgram('sh', ['-c', command]);

/** A directory of the test file's own. */
export const workspace = () => {
  const directory = newFolder();
  return {
    path: (name: string) => join(directory, name),
    write: (name: string, content: string | Buffer): string => {
      const path = join(directory, name);
      writeFileSync(path, content);
      return path;
    },
  };
};
