import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '..', '..');

/** A console that runs as whoever works with it starts it. */
export interface ConsoleServer {
  /** With the token behind its `#`. */
  readonly address: string;
  /** Without the token. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Starts `patron console` over a store. */
export const startConsole = async (store: string): Promise<ConsoleServer> => {
  const child = spawn(process.execPath, [join(root, 'cli', 'patron.ts'), 'console', '--store', store], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'close');
  const [address] = (await Promise.race([once(createInterface(child.stdout), 'line'), ended])) as [unknown];
  if (typeof address !== 'string') throw new Error(`Cannot start patron console: it ended with ${String(address)}`);
  return {
    address,
    url: new URL(address).origin,
    close: async () => {
      child.kill('SIGINT');
      await ended;
    },
  };
};
