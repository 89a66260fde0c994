import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, describe, expect, test } from 'vitest';
import { noPauses } from '#lib/ports/backoff.ts';
import { kinesisIntakeQueue } from '#lib/ports/queue/kinesis-intake-queue.ts';
import { sendMessages } from '#lib/ports/queue/send-messages.ts';

const kinesis = mockClient(KinesisClient);

const client = new KinesisClient({ region: 'eu-west-1' });
const queue = kinesisIntakeQueue({ client, streamName: 'intake' });
const message = (body: string) => ({ body, group: `of ${body}`, deduplicationId: `once ${body}` });
const taken = { SequenceNumber: '49', ShardId: 'shardId-000000000000' };
const throttled = { ErrorCode: 'ProvisionedThroughputExceededException', ErrorMessage: 'slow down' };

afterEach(() => void kinesis.reset());

describe('kinesisIntakeQueue()', () => {
  test('puts each message under its group as partition key, in order', async () => {
    kinesis.on(PutRecordsCommand).resolves({ Records: [taken, taken], FailedRecordCount: 0 });
    expect(await queue.send([message('Łódź'), message('b')])).toEqual([]);
    const [call] = kinesis.commandCalls(PutRecordsCommand);
    expect(call?.args[0].input).toEqual({
      StreamName: 'intake',
      Records: [
        { Data: Buffer.from('Łódź'), PartitionKey: 'of Łódź' },
        { Data: Buffer.from('b'), PartitionKey: 'of b' },
      ],
    });
  });

  test('tells which were not taken, and why; one without an answer was not', async () => {
    kinesis.on(PutRecordsCommand).resolves({ Records: [taken, throttled], FailedRecordCount: 1 });
    const [a, b, c] = [message('a'), message('b'), message('c')];
    expect(await queue.send([a, b, c])).toEqual([
      { item: b, code: 'ProvisionedThroughputExceededException' },
      { item: c, code: 'NoAnswer' },
    ]);
  });

  test('is sent again only what was not taken', async () => {
    kinesis
      .on(PutRecordsCommand)
      .resolvesOnce({ Records: [taken, throttled], FailedRecordCount: 1 })
      .resolves({ Records: [taken], FailedRecordCount: 0 });
    expect(await sendMessages({ queue, ...noPauses }, [message('a'), message('b')])).toEqual([]);
    const keys = kinesis
      .commandCalls(PutRecordsCommand)
      .map(({ args: [{ input }] }) => input.Records?.map(({ PartitionKey: key }) => key));
    expect(keys).toEqual([['of a', 'of b'], ['of b']]);
  });
});
