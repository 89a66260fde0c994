import type { KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda';

let place = 0;

/** A record as Lambda gives it of a data stream; its arrival is in milliseconds, which the stream notes as seconds. */
export const shardRecord = (
  body: string,
  { arrivedAt, group = 'ada' }: { readonly arrivedAt: number; readonly group?: string },
): KinesisStreamRecord => {
  const sequenceNumber = `4959033827149025660855969253836157109592157598913${String((place += 1)).padStart(7, '0')}`;
  return {
    kinesis: {
      kinesisSchemaVersion: '1.0',
      partitionKey: group,
      sequenceNumber,
      data: Buffer.from(body).toString('base64'),
      approximateArrivalTimestamp: arrivedAt / 1000,
    },
    eventSource: 'aws:kinesis',
    eventVersion: '1.0',
    eventID: `shardId-000000000006:${sequenceNumber}`,
    eventName: 'aws:kinesis:record',
    invokeIdentityArn: 'arn:aws:iam::000000000000:role/update',
    awsRegion: 'us-east-1',
    eventSourceARN: 'arn:aws:kinesis:us-east-1:000000000000:stream/intake',
  };
};

export const shardEvent = (...Records: KinesisStreamRecord[]): KinesisStreamEvent => ({ Records });
