import type { App } from 'aws-cdk-lib';
import { leaveOutForEmulator } from './emulator.ts';
import { readSettings } from './settings/settings.ts';
import { StatefulStack } from './stateful-stack.ts';
import { StatelessStack } from './stateless-stack.ts';

/** The two stacks of one deployment. */
export interface Patron {
  readonly stateful: StatefulStack;
  readonly stateless: StatelessStack;
  /** The resources left out because the deployment goes to an emulator; empty otherwise. */
  readonly leftOut: readonly string[];
}

/** Builds Patron's stacks from the context of `app`; see `Settings` for what can be set. */
export const addPatron = (app: App): Patron => {
  const settings = readSettings(app.node);
  const env = { account: process.env['CDK_DEFAULT_ACCOUNT'], region: process.env['CDK_DEFAULT_REGION'] };
  const stateful = new StatefulStack(app, 'PatronState', {
    env,
    description: 'Patron: what it knows of customers',
    // An emulator is thrown away as a whole.
    terminationProtection: !settings.emulated,
    settings,
  });
  const stateless = new StatelessStack(app, 'Patron', {
    env,
    description: 'Patron: live customer profiles and segments',
    stateful,
    settings,
  });
  return { stateful, stateless, leftOut: settings.emulated ? leaveOutForEmulator(app) : [] };
};
