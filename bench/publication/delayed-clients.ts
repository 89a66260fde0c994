import { setTimeout as pause } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';

/** How long each call takes, in milliseconds. */
export interface Delays {
  readonly putEvents: number;
  /** A put or an update of one item. */
  readonly write: number;
}

interface Sent {
  readonly body?: Uint8Array;
}

/** The answer of a service to a request. */
const answer = (body: object) => ({
  response: {
    statusCode: 200,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: new Response(JSON.stringify(body)).body,
  },
});

const taken = ({ body = new Uint8Array() }: Sent): object => {
  const { Entries } = JSON.parse(new TextDecoder().decode(body)) as { readonly Entries: readonly unknown[] };
  return { FailedEntryCount: 0, Entries: Entries.map((_, index) => ({ EventId: String(index) })) };
};

/** Answers each request after a while, without a network: all else is done as in a deployment. */
const answering = (delay: number, bodyOf: (request: Sent) => object) => ({
  region: 'eu-west-1',
  credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  requestHandler: {
    handle: async (request: Sent) => {
      if (delay > 0) await pause(delay);
      return answer(bodyOf(request));
    },
  },
});

/** Clients of AWS whose services answer after a while, and take everything. */
export const delayedClients = ({ putEvents, write }: Delays) => ({
  bridge: new EventBridgeClient(answering(putEvents, taken)),
  database: new DynamoDBClient(answering(write, () => ({}))),
});
