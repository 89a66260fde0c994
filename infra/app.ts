import { fileURLToPath } from 'node:url';
import { App, type Stack } from 'aws-cdk-lib';
import { addChecks } from './checks/checks.ts';
import { leaveOutForEmulator } from './emulator.ts';
import { Patron } from './patron.ts';
import { readContext } from './stages/context.ts';
import { readStage } from './stages/read-stage.ts';

const stages = fileURLToPath(new URL('stages', import.meta.url));

/** An emulator lacks some types of resources, and is thrown away as a whole. */
const forEmulator = (app: App, stateful: Stack): void => {
  stateful.terminationProtection = false;
  for (const name of leaveOutForEmulator(app)) process.stderr.write(`Left out for the emulator: ${name}\n`);
};

const synthesise = (app: App): void => {
  const { stage, emulated } = readContext(app.node);
  const env = { account: process.env['CDK_DEFAULT_ACCOUNT'], region: process.env['CDK_DEFAULT_REGION'] };
  const { stateful } = new Patron(app, 'Patron', { ...readStage(stages, stage), env });
  if (emulated) forEmulator(app, stateful);
  addChecks(app);
  app.synth();
};

try {
  synthesise(new App());
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
