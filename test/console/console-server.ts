import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '..', '..');

/** A console that runs as whoever works with it starts it. */
export interface ConsoleServer {
  /** With the token behind its `#`, where there is one. */
  readonly address: string;
  /** Without the token. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

const addressIn = async (child: ChildProcess): Promise<string> => {
  if (child.stdout === null) throw new Error('Cannot read what was not piped');
  for await (const line of createInterface(child.stdout)) {
    const [address] = /http:\/\/127\.0\.0\.1:\d+(?:\/#[\w-]+)?/.exec(line) ?? [];
    if (address !== undefined) {
      child.stdout.resume();
      return address;
    }
  }
  throw new Error(`Cannot find an address: ${child.spawnargs.join(' ')} ended without one`);
};

/** Starts a command of Patron that serves the console. */
const start = async (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<ConsoleServer> => {
  const child = spawn(process.execPath, [join(root, 'cli', 'patron.ts'), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ...env },
  });
  const ended = once(child, 'close');
  const address = await addressIn(child);
  return {
    address,
    url: new URL(address).origin,
    close: async () => {
      child.kill('SIGINT');
      await ended;
    },
  };
};

/** Starts `patron console` over a store. */
export const startConsole = (store: string): Promise<ConsoleServer> => start(['console', '--store', store]);

/** Starts `patron dev` at a free port, with time that stands still at the beginning of 2026. */
export const startDevConsole = (): Promise<ConsoleServer> =>
  start(['dev', '--port', '0', '--frozen', '--now', '2026-01-01T00:00:00Z']);
