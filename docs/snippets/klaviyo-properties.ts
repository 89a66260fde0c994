import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { onSegmentChange, type SegmentChange } from 'patron/consume';

const origin = process.env['KLAVIYO_URL'] ?? 'https://a.klaviyo.com';

const headers = {
  authorization: `Klaviyo-API-Key ${process.env['KLAVIYO_KEY']}`,
  revision: '2026-07-15',
  'content-type': 'application/vnd.api+json',
};

const setProperty = async (customerId: string, name: string, value: boolean): Promise<void> => {
  const attributes = { external_id: customerId, properties: { [name]: value } };
  const body = JSON.stringify({ data: { type: 'profile', attributes } });
  const answer = await fetch(`${origin}/api/profile-import`, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(`Cannot set a property in Klaviyo: current status is ${answer.status}`);
};

/** Keeps whether a customer is in a segment as a property of their profile, such as `in_lapsing-regulars`. */
export const keepProperty = async ({ customerId, segment, status }: SegmentChange): Promise<void> => {
  if (customerId !== undefined) await setProperty(customerId, `in_${segment.key}`, status === 'entered');
};

/** A function behind a queue of `patron.subscribe`. One at a time (`reservedConcurrentExecutions: 1`), so that no older change wins. */
export const handler = onSegmentChange({
  state: { table: String(process.env['STATE_TABLE']), client: new DynamoDBClient({}) },
  segments: String(process.env['SEGMENTS']).split(','),
  handle: keepProperty,
});
