import { createHmac } from 'node:crypto';
import { keyOf } from './webhook-secret.ts';

/** A message as it is sent to a webhook. */
export interface WebhookMessage {
  /** The same however often the message is sent: of a change its `changeId`. */
  readonly id: string;
  /**
   * When this attempt is made, in milliseconds since 1970. Receivers refuse what is more than a few minutes old, so an
   * attempt is signed when it is made.
   */
  readonly sentAt: number;
  /** Exactly as it is sent; JSON. */
  readonly body: string;
}

/** The headers that a receiver checks. */
export type WebhookHeaders = Readonly<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>>;

/**
 * Signs a message as Standard Webhooks says (https://www.standardwebhooks.com): `v1,` and the base64 of the HMAC-SHA256 of
 * `id.timestamp.body`, with the timestamp in seconds since 1970, once for each secret.
 *
 * The standard wants ids without a dot, and a `changeId` may have one. What is signed still cannot be taken apart otherwise:
 * with any other split the body begins with a number and a dot, which is not JSON.
 *
 * @param secrets - one; or the new one and the old one, while the receiver changes from one to the other.
 * @throws {RangeError} without a secret, and for one that is not `whsec_` and base64 of 24 to 64 bytes.
 */
export const signWebhook = ({ id, sentAt, body }: WebhookMessage, ...secrets: readonly string[]): WebhookHeaders => {
  if (secrets.length === 0)
    throw new RangeError('Cannot sign a webhook as Standard Webhooks says: current number of secrets is 0');
  const timestamp = String(Math.floor(sentAt / 1_000));
  const signatures = secrets.map((secret) => {
    const digest = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64');
    return `v1,${digest}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
};
