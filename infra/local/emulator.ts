import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The local AWS that was found to take the stacks as they are. */
const emulator = 'ministack==1.5.33';
/** Without it the local AWS signs tokens by a key that nobody has, and takes none. */
const tokens = 'cryptography==50.0.2';
const account = '000000000000';
const region = 'us-east-1';

/** The longest that a command may take, in milliseconds; on a busy machine the slowest takes a minute. One that hangs ends. */
export const commandTimeoutMs = 600_000;

/** Everything that the tier leaves behind, for the next run to find the emulator installed and for people to read its log. */
export const workFolder = resolve('.cache/deploy');

export interface Emulator {
  readonly environment: Readonly<Record<string, string>>;
  /** As `cdk bootstrap` wants it. */
  readonly target: string;
  readonly stop: () => Promise<void>;
}

/** The settings of a client of the emulator. */
export const clientSettings = ({ environment }: Emulator) => ({
  endpoint: String(environment['AWS_ENDPOINT_URL']),
  region: String(environment['AWS_REGION']),
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

/**
 * Installs the emulator where that was not done before, and starts it on a free port.
 *
 * @throws {Error} when there is no Python 3.10 or newer, or the emulator does not answer within a minute.
 */
export const startEmulator = async (): Promise<Emulator> => {
  const program = installed(emulator, 'ministack', tokens);
  const port = await freePort();
  const environment = environmentFor(port);
  // Outside the project, whose package.json would make ES modules of the functions.
  const scratch = mkdtempSync(join(tmpdir(), 'patron-deploy-'));
  const log = openSync(resolve(workFolder, 'emulator.log'), 'w');
  const child = spawn(program, [], {
    // A group of its own, so that the functions that it runs end with it.
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...environment, GATEWAY_PORT: String(port), TMPDIR: scratch },
  });
  const stop = async () => {
    await stopGroup(child);
    rmSync(scratch, { recursive: true, force: true });
  };
  try {
    await answered(`http://localhost:${port}/_ministack/health`, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { environment, target: `aws://${account}/${region}`, stop };
};

const pythons = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];
const recentEnough = 'import sys; sys.exit(sys.version_info < (3, 10))';

const findPython = (): string => {
  const found = pythons.find((python) => spawnSync(python, ['-c', recentEnough]).status === 0);
  if (found !== undefined) return found;
  throw new Error(
    `Cannot start the local AWS: it needs Python 3.10 or newer, current commands are none of ${pythons.join(', ')}`,
  );
};

/**
 * Installs a Python package of exactly this version, where that was not done before.
 *
 * @param beside - another package that it needs for some of what it does; none by default.
 * @returns the path of its program.
 */
export const installed = (requirement: string, command: string, beside?: string): string => {
  const requirements = [requirement, ...(beside === undefined ? [] : [beside])];
  const venv = resolve('.cache', requirements.join('-with-').replaceAll('==', '-'));
  const bin = resolve(venv, process.platform === 'win32' ? 'Scripts' : 'bin');
  const program = resolve(bin, command);
  if (!existsSync(program)) {
    rmSync(venv, { recursive: true, force: true });
    runOrThrow(findPython(), ['-m', 'venv', venv]);
    runOrThrow(resolve(bin, 'pip'), ['install', '--quiet', ...requirements]);
  }
  return program;
};

const runOrThrow = (command: string, parameters: readonly string[]): void => {
  const { status, stdout, stderr, error } = spawnSync(command, parameters, { encoding: 'utf8' });
  if (status === 0) return;
  const said = error ? error.message : `${stdout}${stderr}`;
  throw new Error(`Cannot run ${command} ${parameters.join(' ')}: current status is ${String(status)}\n${said}`);
};

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const address = server.address();
  await new Promise((closed) => {
    server.close(closed);
  });
  if (address !== null && typeof address === 'object') return address.port;
  throw new Error(`Cannot find a free port: current address is ${String(address)}`);
};

/** Nothing of AWS from outside comes in, lest the tier ever touch a real account. Node 24 comes first: the functions run on it. */
const environmentFor = (port: number): Record<string, string> => {
  const outside = Object.entries(process.env).filter(([name]) => !/^(AWS|CDK|GATEWAY|MINISTACK)_/.test(name));
  return {
    ...Object.fromEntries(outside.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    PATH: [resolve('node_modules/.bin'), process.env['PATH']].join(delimiter),
    AWS_ENDPOINT_URL: `http://localhost:${port}`,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
  };
};

const answered = async (url: string, child: ChildProcess): Promise<void> => {
  for (let tries = 0; tries < 120; tries += 1) {
    if (child.exitCode !== null) break;
    const ok = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await sleep(500);
  }
  throw new Error(`Cannot reach the local AWS at ${url}: see .cache/deploy/emulator.log`);
};

const stopGroup = async (child: ChildProcess): Promise<void> => {
  if (child.pid === undefined || child.exitCode !== null) return;
  const exited = new Promise((done) => {
    child.once('exit', done);
  });
  process.kill(-child.pid, 'SIGTERM');
  const stopped = await Promise.race([exited.then(() => true), sleep(10_000, false)]);
  if (!stopped) process.kill(-child.pid, 'SIGKILL');
};
