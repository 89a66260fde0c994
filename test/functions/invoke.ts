import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { vi } from 'vitest';

const context: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'patron',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:patron',
  memoryLimitInMB: '512',
  awsRequestId: 'request-1',
  logGroupName: 'patron',
  logStreamName: 'patron',
  getRemainingTimeInMillis: () => 30_000,
  done: () => {},
  fail: () => {},
  succeed: () => {},
};

/** Calls a handler as Lambda does. */
export const invoke = async <Event, Result>(
  handler: (event: Event, context: Context) => Promise<Result>,
  event: Event,
): Promise<Result> => handler(event, context);

let sent = 0;

/** A record as Lambda gives it for a FIFO queue. */
export const sqsRecord = (
  body: string,
  { arrivedAt, group = 'group' }: { arrivedAt: number; group?: string },
): SQSRecord => ({
  messageId: `00000000-0000-4000-8000-${String((sent += 1)).padStart(12, '0')}`,
  receiptHandle: 'AQEB',
  body,
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: String(arrivedAt),
    SequenceNumber: '18849496460467696128',
    MessageGroupId: group,
    SenderId: 'AIDA',
    MessageDeduplicationId: `dedup-${sent}`,
    ApproximateFirstReceiveTimestamp: String(arrivedAt + 5),
  },
  messageAttributes: {},
  md5OfBody: '00000000000000000000000000000000',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:intake.fifo',
  awsRegion: 'us-east-1',
});

export const sqsEvent = (...Records: SQSRecord[]): SQSEvent => ({ Records });

/** An entry as EventBridge puts it into a queue. */
export const envelope = (entry: object): string =>
  JSON.stringify({
    version: '0',
    id: '17793124-05d4-b198-2fde-7ededc63b103',
    account: '000000000000',
    time: '2026-11-02T11:59:59Z',
    region: 'us-east-1',
    resources: [],
    ...entry,
  });

/** Collects what goes to the log, metrics too. */
export const listen = () => {
  const lines: string[] = [];
  const collect = (...said: unknown[]) => void lines.push(said.map(String).join(' '));
  for (const level of ['log', 'debug', 'info', 'warn', 'error'] as const)
    vi.spyOn(console, level).mockImplementation(collect);
  const parsed = () => lines.map((line): Record<string, unknown> => JSON.parse(line));
  return {
    lines,
    logged: () => parsed().filter((line) => !('_aws' in line)),
    metrics: () => parsed().filter((line) => '_aws' in line),
  };
};
