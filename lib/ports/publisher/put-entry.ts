import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { eventBridgeBus, type ProducedEvent } from './put-events.ts';

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
export const putEntry = async (busName: string, event: ProducedEvent): Promise<void> => {
  const [code] = await eventBridgeBus(client, busName).put([event]);
  if (code !== undefined) throw new NotPutError(`Cannot put ${event['detail-type']}: current code is ${code}`);
};
