import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const node = join(root, 'node_modules', '.bin', 'node');

/** The outcome of a run. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const running = new Set<ChildProcess>();

// A test that runs into its time limit leaves its processes behind.
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});

const environment = { ...process.env, NO_COLOR: '', FORCE_COLOR: undefined, TZ: 'Asia/Tokyo' };

const runProgram = async (command: string, args: readonly string[], input = ''): Promise<Ran> => {
  const child = spawn(command, args, { cwd: root, env: environment });
  running.add(child);
  child.on('close', () => running.delete(child));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { status, stdout, stderr };
};

/** Runs the command line as a process of its own. */
export const patron = (args: readonly string[], input?: string | Buffer): Promise<Ran> =>
  runProgram(node, ['cli/patron.ts', ...args], input as string);

/** Runs a shell command in the project's root. */
export const shell = (command: string): Promise<Ran> => runProgram('sh', ['-c', command]);

/** A directory of the test file's own, gone at its end. */
export const workspace = () => {
  const directory = mkdtempSync(join(tmpdir(), 'patron-command-line-'));
  afterAll(() => rmSync(directory, { recursive: true }));
  return {
    path: (name: string) => join(directory, name),
    write: (name: string, content: string | Buffer): string => {
      const path = join(directory, name);
      writeFileSync(path, content);
      return path;
    },
  };
};
