import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { RetryDeps } from '../backoff.ts';
import { sendAll, type NotTaken } from '../sending.ts';
import { busLimits, putOnBus } from './put-on-bus.ts';

/** An event as a producer puts it on the bus. */
export interface ProducedEvent {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** The bus that producers put events on. */
export interface EventBus {
  /**
   * Puts up to ten events, in order.
   *
   * @returns for each the bus's code where it was not taken; undefined where it was.
   */
  put(events: readonly ProducedEvent[]): Promise<readonly (string | undefined)[]>;
}

const requestEntry = (busName: string, { source, 'detail-type': type, detail }: ProducedEvent) => ({
  EventBusName: busName,
  Source: source,
  DetailType: type,
  Detail: JSON.stringify(detail),
});

/** A bus of EventBridge. An event counts as taken only if the answer has an id for it. */
export const eventBridgeBus = (client: EventBridgeClient, busName: string): EventBus => ({
  put: (events) =>
    putOnBus(
      client,
      events.map((event) => requestEntry(busName, event)),
    ),
});

/**
 * Puts events on a bus in order, and again those alone that it did not take.
 *
 * @returns the items whose events were not taken in the last attempt.
 */
export const putEvents = <Item extends { readonly event: ProducedEvent }>(
  { bus, sleep, random }: RetryDeps & { readonly bus: EventBus },
  items: readonly Item[],
): Promise<readonly NotTaken<Item>[]> => {
  const send = async (batch: readonly Item[]) => {
    const codes = await bus.put(batch.map(({ event }) => event));
    return batch.flatMap((item, at) => (codes[at] === undefined ? [] : [{ item, code: codes[at] }]));
  };
  const sizeOf = ({ event }: Item) => Buffer.byteLength(JSON.stringify(event));
  return sendAll({ send, sizeOf, limits: busLimits, sleep, random }, items);
};
