import { PutEventsCommand, type EventBridgeClient, type PutEventsResultEntry } from '@aws-sdk/client-eventbridge';
import type { Held } from './entry-buffer.ts';

/** Where entries go. */
export interface Bus {
  /** Of the shop's own making, with its region and credentials. */
  readonly client: Pick<EventBridgeClient, 'send'>;
  readonly busName: string;
}

/** What became of the entries of a call. */
export interface Outcome {
  readonly taken: readonly Held[];
  /** To be sent again. */
  readonly postponed: readonly Held[];
  /** The reason for that, as an error or a code of EventBridge. */
  readonly trouble?: string | undefined;
  /** Sending them again would not help: the code says why. */
  readonly refused: readonly { readonly held: Held; readonly code: string }[];
}

/** A call is given up after this many milliseconds: the SDK itself would wait for ever for an answer. */
const patience = 5_000;

/**
 * Codes of an entry or a call that passes with time. Others, such as a bus that is not there or a lack of permission, stay:
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html.
 */
const passing: ReadonlySet<string> = new Set([
  'ThrottlingException',
  'ThrottledException',
  'Throttling',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'LimitExceededException',
  'InternalFailure',
  'InternalException',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'RequestTimeout',
  'RequestTimeoutException',
  'ExpiredTokenException',
]);

/** An error as the SDK leaves it. Where it has compared the clocks and put its own right, the next call is signed by that. */
interface SdkError extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number; readonly clockSkewCorrected?: boolean };
}

/** Without an answer, or with one of the service's own faults, a failure passes. */
const passes = ({ name, $metadata: { httpStatusCode = 500, clockSkewCorrected = false } = {} }: SdkError): boolean =>
  httpStatusCode >= 500 || httpStatusCode === 429 || clockSkewCorrected || passing.has(name);

const failed = (batch: readonly Held[], error: unknown): Outcome => {
  const known = error instanceof Error ? error : new Error(String(error));
  return passes(known)
    ? { taken: [], postponed: batch, refused: [], trouble: `${known.name}: ${known.message}` }
    : { taken: [], postponed: [], refused: batch.map((held) => ({ held, code: known.name })) };
};

const outcomeOf = (batch: readonly Held[], results: readonly PutEventsResultEntry[]): Outcome => {
  const coded = batch.map((held, index) => ({
    held,
    isTaken: results[index]?.EventId !== undefined,
    code: results[index]?.ErrorCode ?? 'InternalFailure',
  }));
  const open = coded.filter(({ isTaken }) => !isTaken);
  const postponed = open.filter(({ code }) => passing.has(code));
  return {
    taken: coded.filter(({ isTaken }) => isTaken).map(({ held }) => held),
    postponed: postponed.map(({ held }) => held),
    trouble: postponed[0]?.code,
    refused: open.filter(({ code }) => !passing.has(code)),
  };
};

/** Puts entries on the bus in one call. Never rejects. */
export const putEntries = async ({ client, busName }: Bus, batch: readonly Held[]): Promise<Outcome> => {
  const command = new PutEventsCommand({
    Entries: batch.map(({ entry: { source, type, detail, time } }) => ({
      EventBusName: busName,
      Source: source,
      DetailType: type,
      Detail: detail,
      ...(time !== undefined && { Time: new Date(time) }),
    })),
  });
  try {
    const { Entries: results = [] } = await client.send(command, { abortSignal: AbortSignal.timeout(patience) });
    return outcomeOf(batch, results);
  } catch (error) {
    return failed(batch, error);
  }
};
