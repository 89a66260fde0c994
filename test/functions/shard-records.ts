import type { KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda';
import { kinesisRecordOf } from '#test/support/kinesis-record.ts';

let place = 0;

/** A record as Lambda gives it of a data stream, each of a place of its own. */
export const shardRecord = (
  body: string,
  { arrivedAt, group = 'ada' }: { readonly arrivedAt: number; readonly group?: string },
): KinesisStreamRecord => {
  const sequenceNumber = `4959033827149025660855969253836157109592157598913${String((place += 1)).padStart(7, '0')}`;
  return kinesisRecordOf({ id: `shardId-000000000006:${sequenceNumber}`, sequenceNumber, body, group, arrivedAt });
};

export const shardEvent = (...Records: KinesisStreamRecord[]): KinesisStreamEvent => ({ Records });
