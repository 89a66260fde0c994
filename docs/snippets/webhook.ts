import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { onSegmentChange, signWebhook } from 'patron/consume';

const url = String(process.env['WEBHOOK_URL']);
/** With a space between, while the receiver changes from one to the other. */
const secrets = String(process.env['WEBHOOK_SECRETS']).split(' ');

const post = async (id: string, detail: object): Promise<void> => {
  const body = JSON.stringify(detail);
  const headers = { 'content-type': 'application/json', ...signWebhook({ id, sentAt: Date.now(), body }, ...secrets) };
  const answer = await fetch(url, { method: 'POST', body, headers, signal: AbortSignal.timeout(5_000) });
  if (!answer.ok) throw new Error(`Cannot post a change to the webhook: current status is ${answer.status}`);
};

/** A function behind a queue of `patron.subscribe`, which posts each change to a webhook as Standard Webhooks says. */
export const handler = onSegmentChange({
  state: { table: String(process.env['STATE_TABLE']), client: new DynamoDBClient({}) },
  segments: String(process.env['SEGMENTS']).split(','),
  handle: (change) => post(change.changeId, change),
  forget: (erasure) => post(erasure.receiptId, erasure),
});
