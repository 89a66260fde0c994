import type { KinesisStreamRecord } from 'aws-lambda';

/** A record of a data stream. */
export interface StreamedRecord {
  /** Names the shard and the place in it. */
  readonly id: string;
  readonly sequenceNumber: string;
  readonly body: string;
  /** The partition key. */
  readonly group: string;
  /** In milliseconds, which the stream notes as seconds. */
  readonly arrivedAt: number;
}

/** A record as Lambda gives it. */
export const kinesisRecordOf = ({
  id,
  sequenceNumber,
  body,
  group,
  arrivedAt,
}: StreamedRecord): KinesisStreamRecord => ({
  kinesis: {
    kinesisSchemaVersion: '1.0',
    partitionKey: group,
    sequenceNumber,
    data: Buffer.from(body).toString('base64'),
    approximateArrivalTimestamp: arrivedAt / 1000,
  },
  eventSource: 'aws:kinesis',
  eventVersion: '1.0',
  eventID: id,
  eventName: 'aws:kinesis:record',
  invokeIdentityArn: 'arn:aws:iam::000000000000:role/update',
  awsRegion: 'eu-west-1',
  eventSourceARN: 'arn:aws:kinesis:eu-west-1:000000000000:stream/intake',
});
