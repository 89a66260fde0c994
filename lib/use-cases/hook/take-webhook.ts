import type { Instant } from '#lib/core/time/instant.ts';
import type { IntakeQueue } from '#lib/ports/queue/intake-queue.ts';
import { sendOne, type QueueDeps } from '#lib/ports/queue/send-messages.ts';
import type { KeptSecrets } from '#lib/ports/secrets/kept-secrets.ts';
import type { HookMessage } from '../adapt/delivery.ts';
import { isSigned, type SignedRequest, type SigningSource } from './signatures.ts';

/** A source that calls a webhook. */
export interface WebhookSource {
  readonly adapter: SigningSource;
  /** The name of the secret that it signs with. */
  readonly secret: string;
  readonly queue: IntakeQueue;
}

/** What taking webhooks takes from outside. */
export interface HookDeps extends Omit<QueueDeps, 'queue'> {
  readonly secrets: KeptSecrets;
  /** The wall clock. */
  readonly now: () => Instant;
  /** The sources, by the paths of their webhooks. */
  readonly sources: ReadonlyMap<string, WebhookSource>;
}

/** A request as a webhook gets it. */
export interface HookRequest extends SignedRequest {
  readonly method: string;
  /** Without the slash at its beginning. */
  readonly path: string;
}

/** What became of a request: the HTTP status of the answer. */
export type HookStatus = 200 | 401 | 404 | 405 | 413;

/** The most that a message of SQS holds, in bytes, with room for what is put around a body. */
const largestMessage = 1_000_000;

/** A secret that does not fit is read again, once in so many milliseconds: it may have been changed. */
const mistrustMs = 30_000;

/** WooCommerce tries a new webhook by a request that it does not sign, and wants exactly 200. */
const isPing = ({ adapter }: WebhookSource, { body }: HookRequest): boolean =>
  adapter === 'wooCommerce' && body.length < 64 && /^webhook_id=\d+$/.test(body.toString('utf8'));

/** The headers that say what a payload is; nothing of who has sent it, and no signature. */
const saysWhatItIs = /^x-(?:shopify|wc-webhook)-(?!hmac|signature)/;

const messageOf = ({ headers, body }: HookRequest): string => {
  const kept = Object.entries(headers).filter(([name]) => saysWhatItIs.test(name));
  const message: HookMessage = { hook: { headers: Object.fromEntries(kept), body: body.toString('utf8') } };
  return JSON.stringify(message);
};

const isTrusted = async (
  { secrets, now }: HookDeps,
  { adapter, secret }: WebhookSource,
  request: HookRequest,
): Promise<boolean> =>
  isSigned(adapter, request, { secrets: await secrets.get(secret), now: now() }) ||
  isSigned(adapter, request, { secrets: await secrets.get(secret, mistrustMs), now: now() });

/**
 * Checks the signature of what a source sends, and puts it into the queue of the source: nothing else, so that the source has its answer
 * at once.
 *
 * @throws {NotQueuedError} when the queue does not take it, and whatever reading the secret throws: the source sends it again then.
 */
export const takeWebhook = async (deps: HookDeps, request: HookRequest): Promise<HookStatus> => {
  const source = deps.sources.get(request.path);
  if (source === undefined) return 404;
  if (request.method !== 'POST') return 405;
  if (isPing(source, request)) return 200;
  if (!(await isTrusted(deps, source, request))) return 401;
  const body = messageOf(request);
  if (Buffer.byteLength(body) > largestMessage) return 413;
  await sendOne({ ...deps, queue: source.queue }, { body, group: request.path, deduplicationId: request.path });
  return 200;
};
