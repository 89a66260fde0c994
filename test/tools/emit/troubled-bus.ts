import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';

/** An entry as it is put on the wire. */
export interface PutEntry {
  readonly EventBusName: string;
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
  /** Seconds since 1970. */
  readonly Time?: number;
}

/** What becomes of a call, by its number from 0: of all its entries, or of each. */
export interface Weather {
  /** The answer to who asks whether the bus is there. */
  readonly found?: 'there' | 'ResourceNotFoundException' | 'AccessDeniedException' | 'UnknownOperationException';
  /** How often the SDK itself makes a call: once unless told. */
  readonly maxAttempts?: number;
  readonly ofCall?: (call: number) => 'answer' | 'fault' | 'silence' | 'reset' | 'no-bus' | 'lost' | 'late-clock';
  readonly ofEntry?: (entry: number) => 'take' | 'ThrottlingException' | 'InternalFailure' | 'InvalidArgument';
}

const answer = (response: ServerResponse, status: number, body: object) => {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
};

/** AWS compares the time of a signature with its own clock, which goes an hour ahead of this one. */
const refuseSignature = (response: ServerResponse) => {
  response.setHeader('date', new Date(Date.now() + 3_600_000).toUTCString());
  answer(response, 403, { __type: 'InvalidSignatureException' });
};

/**
 * A server that speaks PutEvents (AWS JSON 1.1) and remembers what it has taken. Nothing is taken in a call without an answer, but
 * everything in one whose answer is lost.
 */
export const troubledBus = async ({
  ofCall = () => 'answer',
  ofEntry = () => 'take',
  maxAttempts = 1,
  found = 'there',
}: Weather = {}) => {
  const taken: PutEntry[] = [];
  const calls: (readonly PutEntry[])[] = [];
  let entries = 0;

  const answerTo = (entry: PutEntry) => {
    const outcome = ofEntry(entries);
    entries += 1;
    if (outcome !== 'take') return { ErrorCode: outcome, ErrorMessage: outcome };
    taken.push(entry);
    return { EventId: randomUUID() };
  };

  const put = (Entries: readonly PutEntry[], { socket }: IncomingMessage, response: ServerResponse) => {
    const outcome = ofCall(calls.length);
    calls.push(Entries);
    if (outcome === 'fault') answer(response, 500, { __type: 'InternalException' });
    if (outcome === 'late-clock') refuseSignature(response);
    if (outcome === 'lost') taken.push(...Entries);
    if (outcome === 'reset' || outcome === 'lost') socket.destroy();
    if (outcome === 'no-bus') answer(response, 400, { __type: 'ResourceNotFoundException' });
    if (outcome !== 'answer') return;
    const results = Entries.map(answerTo);
    answer(response, 200, { FailedEntryCount: results.filter((each) => 'ErrorCode' in each).length, Entries: results });
  };

  const describeBus = (response: ServerResponse) =>
    found === 'there' ? answer(response, 200, { Name: 'patron' }) : answer(response, 400, { __type: found });

  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const body = JSON.parse(await text(request)) as { readonly Entries: readonly PutEntry[] };
    if (request.headers['x-amz-target'] === 'AWSEvents.DescribeEventBus') describeBus(response);
    else put(body.Entries, request, response);
  };

  const server = createServer((request, response) => void take(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  const client = new EventBridgeClient({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    maxAttempts,
  });
  return {
    client,
    endpoint,
    taken,
    calls,
    close: () => {
      client.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
};
