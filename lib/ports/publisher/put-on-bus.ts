import { PutEventsCommand, type EventBridgeClient, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';

/** The most that EventBridge takes in one call. */
export const busLimits = { items: 10, bytes: 1_000_000 };

/**
 * Puts up to ten entries on a bus, in order. An entry counts as taken only if the answer has an event id for it.
 *
 * @returns for each the bus's code where it was not taken; undefined where it was.
 */
export const putOnBus = async (
  client: EventBridgeClient,
  entries: readonly PutEventsRequestEntry[],
): Promise<readonly (string | undefined)[]> => {
  const { Entries: results = [] } = await client.send(new PutEventsCommand({ Entries: [...entries] }));
  return entries.map((_, at) =>
    results[at]?.EventId === undefined ? (results[at]?.ErrorCode ?? 'NoAnswer') : undefined,
  );
};
