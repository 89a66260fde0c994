import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { onSegmentChange } from 'patron/consume';

/** A function behind a queue of `patron.subscribe`: each change once, and an older one never after a newer. */
export const handler = onSegmentChange({
  state: { table: String(process.env['STATE_TABLE']), client: new DynamoDBClient({}) },
  segments: String(process.env['SEGMENTS']).split(','),
  handle: async ({ changeId, status, segment, customerId, origin }) => {
    // Your tool's call goes here, with `changeId` as its idempotency key. What it throws comes again.
    process.stdout.write(`${JSON.stringify({ changeId, status, segment: segment.key, customerId, origin })}\n`);
  },
  forget: async ({ customerId, anonymousId }) => {
    // Delete what your tool keeps of the person.
    process.stdout.write(`${JSON.stringify({ forget: customerId ?? anonymousId })}\n`);
  },
});
