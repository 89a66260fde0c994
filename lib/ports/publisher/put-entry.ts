import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';

/** An event as a producer puts it on the bus. */
interface PutEntry {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Thrown for an entry that the bus did not take. */
class NotPutError extends Error {
  override readonly name = 'NotPutError';
}

/** The client that a function's entries share. */
const client = new EventBridgeClient();

/**
 * Puts an event on a bus.
 *
 * @throws {NotPutError} with the bus's code, where the answer has no id for it.
 */
export const putEntry = async (busName: string, { source, detail, ...named }: PutEntry): Promise<void> => {
  const entry = {
    EventBusName: busName,
    Source: source,
    DetailType: named['detail-type'],
    Detail: JSON.stringify(detail),
  };
  const { Entries: [taken] = [] } = await client.send(new PutEventsCommand({ Entries: [entry] }));
  if (taken?.EventId !== undefined) return;
  throw new NotPutError(`Cannot put ${named['detail-type']}: current code is ${taken?.ErrorCode ?? 'NoAnswer'}`);
};
