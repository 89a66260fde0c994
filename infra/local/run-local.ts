import { mkdirSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { placeFile } from '#lib/tools/load/place.ts';
import { callFunction } from './call-function.ts';
import { deployAll, runBareCdk } from './cdk.ts';
import { startEmulator, workFolder, type Emulator } from './emulator.ts';
import { hearChanges } from './hear-changes.ts';

const stage = ['-c', 'stage=infra/local/local.json'] as const;

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const outputIn = (printed: string, name: string): string =>
  new RegExp(`^\\w+\\.${name} = (\\S+)$`, 'm').exec(printed)?.[1] ?? '';

const sample = 'docs/snippets/events.jsonl';

const howTo = ({ environment }: Emulator, printed: string): string => `
Patron is deployed on a local AWS at ${environment['AWS_ENDPOINT_URL']}, until you press Ctrl-C. In another shell:

  export AWS_ENDPOINT_URL=${environment['AWS_ENDPOINT_URL']} AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1 \\
    AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test

  # Put three purchases on the bus: each change that they bring is printed here.
  npm run --silent patron -- load --events ${sample} --bus ${outputIn(printed, 'BusName')}
  # The profile that they make.
  npm run --silent patron -- explain --customer cust-42 --table ${outputIn(printed, 'TableName')}

A local AWS checks no policies, and lacks:
${[...printed.matchAll(/^Left out for the emulator: (\S+)/gm)]
  .map(([, type = '']) => type)
  .filter((type, place, all) => all.indexOf(type) === place)
  .map((type) => `  ${type}`)
  .join('\n')}
`;

/** Deploys, tries the deployment out, and prints each change until it is ended. */
const run = async (emulator: Emulator, signal: AbortSignal): Promise<void> => {
  say(`A local AWS answers at ${emulator.environment['AWS_ENDPOINT_URL']}. Deploying takes a minute or two …`);
  await runBareCdk(emulator, ['bootstrap', emulator.target, ...stage], signal);
  const printed = await runBareCdk(emulator, [...deployAll, ...stage], signal);
  say(`The canary: ${JSON.stringify(await callFunction(emulator, outputIn(printed, 'CanaryName')))}`);
  const changes = await hearChanges(emulator, outputIn(printed, 'BusName'));
  // The bus is a new one: what `load` remembers of the one before holds no longer.
  rmSync(placeFile(sample, outputIn(printed, 'BusName')), { force: true });
  say(howTo(emulator, printed));
  while (!signal.aborted) {
    for (const line of await changes()) say(line);
    await sleep(1000, undefined, { signal });
  }
};

const ending = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => ending.abort());
mkdirSync(workFolder, { recursive: true });
const emulator = await startEmulator();
try {
  await run(emulator, ending.signal);
} catch (error) {
  if (!ending.signal.aborted) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
} finally {
  await emulator.stop();
  say('The local AWS is gone, with everything in it.');
}
