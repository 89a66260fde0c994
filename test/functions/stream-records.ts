import type { DynamoDBRecord } from 'aws-lambda';
import type { Item } from '#lib/ports/store/dynamodb/item.ts';

let sequence = 0;

/** A record of a new row as Lambda gives it: bytes as base64. */
export const streamRecord = (item: Item): DynamoDBRecord => {
  const image = JSON.parse(
    JSON.stringify(item, (_, value: unknown) => {
      const { type, data } = Object(value);
      return type === 'Buffer' ? Buffer.from(data).toString('base64') : value;
    }),
  );
  return {
    eventID: `event-${(sequence += 1)}`,
    eventName: 'INSERT',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'us-east-1',
    dynamodb: { Keys: { pk: image.pk, sk: image.sk }, NewImage: image, SequenceNumber: String(1000 + sequence) },
  };
};
