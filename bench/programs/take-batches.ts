/**
 * Has the bundle of the update function take events in batches, as Lambda hands them to it, and writes to file descriptor 3 what a batch
 * took: `take-batches.ts BUNDLE EVENTS SIZE`. The first half of the events only warms up.
 */
import { readFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';

interface Line {
  readonly time: string;
  readonly detail?: { readonly customerId?: string; readonly anonymousId?: string };
}

type Handler = (event: object, context: object) => Promise<{ readonly batchItemFailures: readonly unknown[] }>;

const [bundle = '', events = '', size = '10'] = process.argv.slice(2);
const { handler } = createRequire(import.meta.url)(bundle) as { readonly handler: Handler };

/** A message as the queue hands it over: the event as EventBridge sends it, and the instant at which the queue took it. */
const recordOf = (body: string, index: number): object => {
  const { time, detail } = JSON.parse(body) as Line;
  const sentAt = String(Date.parse(time));
  return {
    messageId: `message-${index}`,
    receiptHandle: `receipt-${index}`,
    body,
    attributes: {
      ApproximateReceiveCount: '1',
      ApproximateFirstReceiveTimestamp: sentAt,
      SentTimestamp: sentAt,
      MessageGroupId: detail?.customerId ?? detail?.anonymousId ?? 'none',
    },
    eventSourceARN: 'arn:aws:sqs:eu-west-1:123456789012:events.fifo',
  };
};

const records = readFileSync(events, 'utf8').trim().split('\n').map(recordOf);
const batches = Array.from({ length: Math.floor(records.length / Number(size)) }, (_, index) =>
  records.slice(index * Number(size), (index + 1) * Number(size)),
);

const take = async (some: readonly (readonly object[])[]): Promise<void> => {
  for (const [index, Records] of some.entries()) {
    const context = { functionName: 'update', awsRequestId: `request-${index}` };
    const { batchItemFailures } = await handler({ Records }, context);
    if (batchItemFailures.length > 0) throw new Error(`Error: ${batchItemFailures.length} messages were handed back`);
  }
};

const half = Math.floor(batches.length / 2);
await take(batches.slice(0, half));
const [used, began] = [process.cpuUsage(), performance.now()];
await take(batches.slice(half));
const { user, system } = process.cpuUsage(used);
const measured = batches.length - half;
const taken = {
  runs: batches.length,
  processorMs: (user + system) / 1_000 / measured,
  elapsedMs: (performance.now() - began) / measured,
};
// Standard output has what the function logs.
writeSync(3, JSON.stringify(taken));
