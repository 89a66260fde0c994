import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const node = join(root, 'node_modules', '.bin', 'node');

/** Nothing of AWS from outside comes in, lest a client ever reaches a real account. */
const withoutAws = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_')));

/** `patron dev` as a process of its own. */
export interface DevProcess {
  readonly url: string;
  /** What a client of AWS is given to reach it, and nothing else. */
  readonly environment: NodeJS.ProcessEnv;
  /** What it has printed so far. */
  readonly printed: () => string;
  /** Sends a signal, and waits for the end. */
  readonly end: (signal: 'SIGINT' | 'SIGKILL') => Promise<number | null>;
}

const environmentFor = (url: string): NodeJS.ProcessEnv => ({
  ...withoutAws,
  AWS_ENDPOINT_URL_EVENTBRIDGE: url,
  AWS_REGION: 'eu-west-1',
  AWS_DEFAULT_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'dev',
  AWS_SECRET_ACCESS_KEY: 'dev',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nowhere',
  AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
});

const listening = /listens at (\S+),/;

const untilItListens = async (child: ChildProcess, printed: () => string): Promise<string> => {
  for (;;) {
    const [, url] = listening.exec(printed()) ?? [];
    if (url !== undefined) return url;
    if (child.exitCode !== null)
      throw new Error(`Cannot start patron dev: it ended with ${child.exitCode}. ${printed()}`);
    await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'close')]);
  }
};

/** Starts `patron dev` on a free port, and waits until it listens. */
export const startProcess = async (...args: readonly string[]): Promise<DevProcess> => {
  const child = spawn(node, ['cli/patron.ts', 'dev', '--port', '0', ...args], { cwd: root, env: withoutAws });
  const ended = once(child, 'close');
  // A test that fails leaves it behind.
  process.once('exit', () => child.kill('SIGKILL'));
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (more: string) => (text += more));
  const printed = () => text;
  const url = await untilItListens(child, printed);
  return {
    url,
    environment: environmentFor(url),
    printed,
    end: async (signal) => {
      child.kill(signal);
      const [status] = (await ended) as [number | null];
      return status;
    },
  };
};
