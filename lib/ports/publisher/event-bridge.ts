import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { outgoingSource, type ChangePublisher, type OutgoingEntry } from './change-publisher.ts';
import { putOnBus } from './put-on-bus.ts';

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
    const codes = await putOnBus(
      client,
      entries.map((entry) => requestEntry(busName, entry)),
    );
    return entries.flatMap((item, at) => (codes[at] === undefined ? [] : [{ item, code: codes[at] }]));
  },
});
