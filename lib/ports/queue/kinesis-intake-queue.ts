import { PutRecordsCommand, type KinesisClient } from '@aws-sdk/client-kinesis';
import type { IntakeQueue } from './intake-queue.ts';

/**
 * A data stream on Kinesis as the intake: a message's group is its partition key, which keeps the order of a person. A message
 * counts as taken only if its place in the answer says so. A stream knows no message again by its deduplication id: a second
 * copy comes as well, and is known by what it brings.
 */
export const kinesisIntakeQueue = ({
  client,
  streamName,
}: {
  readonly client: KinesisClient;
  readonly streamName: string;
}): IntakeQueue => ({
  send: async (messages) => {
    const Records = messages.map(({ body, group }) => ({ Data: Buffer.from(body), PartitionKey: group }));
    const answer = await client.send(new PutRecordsCommand({ StreamName: streamName, Records }));
    return messages.flatMap((item, index) => {
      const { SequenceNumber: place, ErrorCode: code = 'NoAnswer' } = answer.Records?.[index] ?? {};
      return place === undefined ? [{ item, code }] : [];
    });
  },
});
