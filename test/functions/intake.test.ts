import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { intakeNamed } from '#functions/runtime/intake.ts';
import { seldomUsedIntake } from '#functions/runtime/seldom-used-intake.ts';

const sqs = mockClient(SQSClient);
const kinesis = mockClient(KinesisClient);
vi.stubEnv('AWS_REGION', 'eu-west-1');

const message = { body: '{}', group: 'ada', deduplicationId: 'once' };
const QUEUE_URL = 'https://sqs.eu-west-1.amazonaws.com/000000000000/intake.fifo';

afterEach(() => {
  sqs.reset();
  kinesis.reset();
});

describe.each([
  ['seldomUsedIntake', seldomUsedIntake],
  ['intakeNamed', intakeNamed],
])('%s()', (_, intakeOf) => {
  test('is the queue where there is no stream', async () => {
    sqs.on(SendMessageBatchCommand).resolves({ Successful: [{ Id: '0', MessageId: 'm', MD5OfMessageBody: '' }] });
    expect(await intakeOf({ QUEUE_URL, STREAM_NAME: undefined }).send([message])).toEqual([]);
    expect(sqs.commandCalls(SendMessageBatchCommand)[0]?.args[0].input.QueueUrl).toBe(QUEUE_URL);
    expect(kinesis.calls()).toEqual([]);
  });

  test('is the stream where there is one, and puts nothing new into the queue', async () => {
    kinesis.on(PutRecordsCommand).resolves({ Records: [{ SequenceNumber: '1', ShardId: 's' }] });
    expect(await intakeOf({ QUEUE_URL, STREAM_NAME: 'intake' }).send([message])).toEqual([]);
    expect(kinesis.commandCalls(PutRecordsCommand)[0]?.args[0].input).toMatchObject({
      StreamName: 'intake',
      Records: [{ PartitionKey: 'ada' }],
    });
    expect(sqs.calls()).toEqual([]);
  });
});
