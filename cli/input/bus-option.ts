import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { required, textOption } from '../command/options.ts';
import type { Terminal } from '../output/terminal.ts';
import { namedFailure } from './aws-failure.ts';

/** The bus that a command puts events on. */
export const busOption = {
  bus: required(
    textOption(
      'NAME',
      'The bus of the deployment, by its name or ARN. AWS is found as the AWS command line finds it, patron dev by AWS_ENDPOINT_URL_EVENTBRIDGE.',
    ),
  ),
};

/** A bus on which events can be put. */
export interface OpenedBus {
  readonly client: EventBridgeClient;
  readonly busName: string;
}

const notFound = (busName: string, region: string): Error =>
  new Error(`Cannot use ${busName} as a bus: there is no such bus in ${region}`);

/** PutEvents answers for a bus that is not there as if all were well, so it is looked for first. */
const lookFor = async ({ client, busName }: OpenedBus, { printError }: Terminal): Promise<void> => {
  const { findBus } = await import('#lib/tools/emit/find-bus.ts');
  const { region } = client.config;
  const found = await findBus(client, busName).catch(async (error: unknown) => {
    throw await namedFailure(error, { kind: 'bus', name: busName, region });
  });
  if (found.kind === 'missing') throw notFound(busName, await region());
  if (found.kind === 'unknown')
    printError(
      `Cannot check that there is a bus ${busName}, for ${found.why}, and goes on: one that is not there takes events and loses them. The right to do so is events:DescribeEventBus.`,
    );
};

/**
 * Opens a bus. The SDK is loaded only here, since most commands need none.
 *
 * @throws {Error} where it is not there, or nobody answers. Where it may not be looked for, a line says so.
 */
export const openBus = async (busName: string, terminal: Terminal): Promise<OpenedBus> => {
  const { EventBridgeClient } = await import('@aws-sdk/client-eventbridge');
  const bus = { client: new EventBridgeClient(), busName };
  await lookFor(bus, terminal);
  return bus;
};
