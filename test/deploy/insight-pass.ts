import { hash } from 'node:crypto';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  DescribeExecutionCommand,
  ListStateMachinesCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { until } from './deployed.ts';
import { clientSettings, type Emulator } from '#infra/local/emulator.ts';
import type { Entry } from './shop-events.ts';

/** What `InsightPublished` says of a result. */
export interface ResultNamed {
  readonly kind: string;
  readonly segment?: string;
  readonly uri: string;
  readonly hash: string;
}

/**
 * Starts the pass for insight of a deployment by hand, and waits for its end.
 *
 * @param minimum - the fewest people that a figure may rest on.
 * @returns the status of the execution, such as `SUCCEEDED`.
 */
export const passForInsight = async (emulator: Emulator, name: string, minimum: number): Promise<string> => {
  const client = new SFNClient(clientSettings(emulator));
  const { stateMachines = [] } = await client.send(new ListStateMachinesCommand({}));
  const stateMachineArn = stateMachines.find((machine) => machine.name === `${name}-insight`)?.stateMachineArn;
  const input = JSON.stringify({ minimum });
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn, input }));
  const status = async () => String((await client.send(new DescribeExecutionCommand({ executionArn }))).status);
  return until(status, (seen) => seen !== 'RUNNING', { seconds: 300, what: 'the end of the pass for insight' });
};

/** The results that were announced, each once, by what they are called in their run, such as `compare/buyers`. */
export const resultsIn = (heard: readonly Entry[]): ReadonlyMap<string, ResultNamed> =>
  new Map(
    heard
      .filter(({ 'detail-type': type }) => type === 'InsightPublished')
      .map(({ detail }) => detail as unknown as ResultNamed)
      .map((result) => [result.uri.replace(/^.*\/results\/[^/]+\/|\.json$/g, ''), result]),
  );

/**
 * Reads an announced result from its bucket.
 *
 * @throws {Error} where it is not what was announced.
 */
export const readResult = async (emulator: Emulator, { uri, hash: announced }: ResultNamed): Promise<string> => {
  const [, Bucket, Key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(uri) ?? [];
  const client = new S3Client({ ...clientSettings(emulator), forcePathStyle: true });
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
  const text = (await Body?.transformToString()) ?? '';
  if (hash('sha256', text, 'hex') === announced) return text;
  throw new Error(`Cannot read ${uri} as what was announced: current length is ${text.length}`);
};
