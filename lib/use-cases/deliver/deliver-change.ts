import type { KeptSecrets } from '#lib/ports/secrets/kept-secrets.ts';
import { postWebhook } from '#lib/ports/webhook/post-webhook.ts';

/** Where changes are posted. */
export interface WebhookTarget {
  readonly url: string;
  /** The name of its secret. */
  readonly secret: string;
}

/** What delivering takes from outside. */
export interface DeliverDeps {
  readonly secrets: KeptSecrets;
  /** The wall clock. */
  readonly now: () => number;
}

/** An announcement as the bus delivers it. */
interface Announcement {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: { readonly changeId?: string; readonly receiptId?: string };
}

/** Thrown where a webhook has not taken a change. The text has the answer's status or the network's reason, and nothing of the change. */
class NotDeliveredError extends Error {
  override readonly name = 'NotDeliveredError';
}

/** The milliseconds that a webhook has for its answer; as many as EventBridge gives an API destination. */
const patienceMs = 5_000;

/**
 * Posts an announcement to a webhook, as `patron dev` does, signed under the id of the change or of the receipt of an erasure: the same
 * however often it is posted.
 *
 * @param text - the entry, as the bus puts it into a queue.
 * @throws {NotDeliveredError} where the webhook does not take it.
 */
export const deliverChange = async (
  { secrets, now }: DeliverDeps,
  { url, secret }: WebhookTarget,
  text: string,
): Promise<void> => {
  const { source, 'detail-type': type, detail }: Announcement = JSON.parse(text);
  const body = JSON.stringify({ source, 'detail-type': type, detail });
  const message = { id: detail.changeId ?? detail.receiptId ?? '', sentAt: now(), body };
  const reason = await postWebhook({ url, secrets: await secrets.get(secret) }, message, { patienceMs });
  if (reason !== undefined) throw new NotDeliveredError(`Cannot post a change to the webhook: ${reason}`);
};
