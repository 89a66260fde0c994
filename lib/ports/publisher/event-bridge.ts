import { PutEventsCommand, type EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { outgoingSource, type ChangePublisher, type OutgoingEntry } from './change-publisher.ts';

const requestEntry = (busName: string, { detailType, detail }: OutgoingEntry) => ({
  EventBusName: busName,
  Source: outgoingSource,
  DetailType: detailType,
  Detail: detail,
});

/** A publisher on an EventBridge bus. An entry counts as taken only if the answer has an event id for it. */
export const eventBridgePublisher = ({
  client,
  busName,
}: {
  readonly client: EventBridgeClient;
  readonly busName: string;
}): ChangePublisher => ({
  publish: async (entries) => {
    const command = new PutEventsCommand({ Entries: entries.map((entry) => requestEntry(busName, entry)) });
    const { Entries: results = [] } = await client.send(command);
    return entries.flatMap((item, index) => {
      const result = results[index];
      return result?.EventId === undefined ? [{ item, code: result?.ErrorCode ?? 'NoAnswer' }] : [];
    });
  },
});
