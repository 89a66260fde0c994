import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Headers } from '#lib/core/adapters/adapter.ts';
import type { Instant } from '#lib/core/time/instant.ts';

/** A request as it came. */
export interface SignedRequest {
  /** By their names in lower case. */
  readonly headers: Headers;
  /** The raw bytes: a body that was parsed and written again has another signature. */
  readonly body: Buffer;
}

/** Says whether a request was signed by a secret; `now` is the wall clock. */
type Scheme = (request: SignedRequest, secret: string, now: Instant) => boolean;

/** Takes as long for a wrong signature as for a right one. */
const isSame = (given: string, wanted: string): boolean => {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
};

/** A digest of the body under a header. */
const digestIn =
  (header: string, algorithm: 'sha256' | 'sha1', encoding: 'base64' | 'hex'): Scheme =>
  ({ headers, body }, secret) =>
    isSame(headers[header] ?? '', createHmac(algorithm, secret).update(body).digest(encoding));

/** How much older or younger than now a signature with a time may be, in milliseconds, as Stripe's own libraries have it. */
const replayWindowMs = 5 * 60_000;

const stripeParts = (header: string): readonly (readonly [string, string])[] =>
  header.split(',').map((part) => {
    const [name = '', ...value] = part.trim().split('=');
    return [name, value.join('=')];
  });

/** `t=SECONDS,v1=HEX`, with a `v1` for each secret while it is rolled; the time is signed, too. */
const ofStripe: Scheme = ({ headers, body }, secret, now) => {
  const parts = stripeParts(headers['stripe-signature'] ?? '');
  const time = parts.find(([name]) => name === 't')?.[1] ?? '';
  if (!/^\d{1,12}$/.test(time) || Math.abs(now - Number(time) * 1_000) > replayWindowMs) return false;
  const wanted = createHmac('sha256', secret).update(`${time}.`).update(body).digest('hex');
  return parts.some(([name, value]) => name === 'v1' && isSame(value, wanted));
};

/**
 * How each source signs. Only Stripe signs a time, so only its requests can be too old; one of another that is sent twice has the same
 * event ids, and is a duplicate.
 */
const schemes = {
  // https://shopify.dev/docs/apps/build/webhooks/subscribe/https
  shopify: digestIn('x-shopify-hmac-sha256', 'sha256', 'base64'),
  // https://developer.woocommerce.com/docs/webhooks
  wooCommerce: digestIn('x-wc-webhook-signature', 'sha256', 'base64'),
  // https://docs.stripe.com/webhooks/signatures
  stripe: ofStripe,
  // https://segment.com/docs/connections/destinations/catalog/webhooks
  segment: digestIn('x-signature', 'sha1', 'hex'),
} as const satisfies Readonly<Record<string, Scheme>>;

/** The name of a source whose requests can be checked: that of its adapter. */
export type SigningSource = keyof typeof schemes;

/** Whether a request of a source was signed by one of its secrets. */
export const isSigned = (
  adapter: SigningSource,
  request: SignedRequest,
  { secrets, now }: { readonly secrets: readonly string[]; readonly now: Instant },
): boolean => secrets.some((secret) => schemes[adapter](request, secret, now));
